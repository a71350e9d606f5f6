WITH
  -- A flaky result counts as a failure, as a broken test may pass now and then. Builds that are known from their
  -- reports alone are left out, as their outcome is unknown; so is the test case that summarizes the others, which
  -- follows the build as a whole.
  results AS (
    SELECT
      *,
      outcome != 'passed' AS is_failed
    FROM
      ci.histories
    WHERE
      NOT is_summary
      AND IF(test_id IS NULL, outcome IN ('passed', 'failed', 'errored'), build_outcome IS NOT NULL)
  ),

  -- A pull request has bugs of its own and is tested until they are fixed, so it is one observation: its first pass or,
  -- if it never passed, its first failure. Batches are left out, as they repeat the results of their pull requests.
  ranked_results AS (
    SELECT
      *,
      COALESCE(job_type, '') = 'presubmit'
      AND ROW_NUMBER() OVER (
        PARTITION BY job, test_id, org, repo, pull_number
        ORDER BY IF(is_failed, 1, 0), build_date, position
      ) > 1 AS is_repeated
    FROM
      results
    WHERE
      COALESCE(job_type, '') != 'batch'
  ),

  history AS (
    SELECT * FROM ranked_results WHERE NOT is_repeated
  ),

  totals AS (
    SELECT
      job,
      test_id,
      COUNT(*) AS builds,
      COUNTIF(is_failed) AS failures
    FROM
      history
    GROUP BY
      job,
      test_id
  ),

  -- Logarithm of the likelihood of k failures in n builds at the rate k/n: k ln(k/n) + (n-k) ln((n-k)/n), which equals
  -- k ln k + (n-k) ln(n-k) - n ln n.
  rated AS (
    SELECT
      *,
      {{ x_ln_x(failures) }} + {{ x_ln_x(builds - failures) }} - {{ x_ln_x(builds) }} AS log_likelihood
    FROM
      totals
  ),

  -- Histories that could be significant by their numbers of builds and failures. The best possible split has only
  -- passes on one side and only failures on the other, hence the likelihood 1. If even that split would not be
  -- significant (p_value below), the history is not counted among the tests made: R. E. Tarone (1990), "A modified
  -- Bonferroni method for discrete data", Biometrics 46.
  candidates AS (
    SELECT * FROM rated WHERE (builds - 1) * EXP(log_likelihood) <= 0.05
  ),

  -- One split after each build, with the build that follows.
  splits AS (
    SELECT
      candidates.*,
      history.suite,
      history.class_name,
      history.test_name,
      history.is_failed,
      LEAD(history.is_failed) OVER past AS next_is_failed,
      ROW_NUMBER() OVER past AS n,
      COUNT(IF(history.is_failed, 1, NULL)) OVER (past ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS k,
      history.build_id AS last_build_before,
      history.started_at AS last_build_before_started_at,
      history.repo_commit AS repo_commit_before,
      history.inputs AS inputs_before,
      LEAD(history.build_id) OVER past AS first_build_after,
      LEAD(history.build_date) OVER past AS first_build_after_date,
      LEAD(history.started_at) OVER past AS first_build_after_started_at,
      LEAD(history.repo_commit) OVER past AS repo_commit_after,
      LEAD(history.inputs) OVER past AS inputs_after,
      LEAD(history.url) OVER past AS first_build_after_url
    FROM
      history
    INNER JOIN
      candidates
      ON
        history.job = candidates.job
        AND COALESCE(history.test_id, '') = COALESCE(candidates.test_id, '')
    WINDOW
      past AS (
        PARTITION BY history.job, history.test_id
        ORDER BY history.build_date, history.position
      )
  ),

  -- The most likely split is never between two builds of the same outcome: at the end of their run it is more likely.
  -- Two rates are compared with one as in D. V. Hinkley and E. A. Hinkley (1970), "Inference about the change-point in
  -- a sequence of binomial variables", Biometrika 57.
  first_splits AS (
    SELECT
      *,
      {{ x_ln_x(k) }} + {{ x_ln_x(n - k) }} - {{ x_ln_x(n) }}
        + {{ x_ln_x(failures - k) }} + {{ x_ln_x(builds - n - failures + k) }} - {{ x_ln_x(builds - n) }}
        AS split_log_likelihood
    FROM
      splits
    WHERE
      is_failed != next_is_failed
  ),

  -- The most likely split of each history; of equally likely ones the earliest.
  best_first_splits AS (
    SELECT
      *
    FROM
      first_splits
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY job, test_id ORDER BY split_log_likelihood DESC, n) = 1
  ),

  -- A regression may have been fixed within the window, so each history may have a second split (binary segmentation:
  -- A. J. Scott and M. Knott (1974), "A cluster analysis method for grouping means in the analysis of variance",
  -- Biometrics 30). There are three rates then: of the n1 builds before the earlier split, the n2 between, and the n3
  -- after the later.
  pairs AS (
    SELECT
      second.*,
      best.n AS first_n,
      best.split_log_likelihood AS first_log_likelihood,
      LEAST(second.n, best.n) AS n1,
      LEAST(second.k, best.k) AS k1,
      ABS(second.n - best.n) AS n2,
      ABS(second.k - best.k) AS k2,
      second.builds - GREATEST(second.n, best.n) AS n3,
      second.failures - GREATEST(second.k, best.k) AS k3
    FROM
      first_splits AS second
    INNER JOIN
      best_first_splits AS best
      ON
        second.job = best.job
        AND COALESCE(second.test_id, '') = COALESCE(best.test_id, '')
        AND second.n != best.n
  ),

  second_splits AS (
    SELECT
      *,
      {{ x_ln_x(k1) }} + {{ x_ln_x(n1 - k1) }} - {{ x_ln_x(n1) }}
        + {{ x_ln_x(k2) }} + {{ x_ln_x(n2 - k2) }} - {{ x_ln_x(n2) }}
        + {{ x_ln_x(k3) }} + {{ x_ln_x(n3 - k3) }} - {{ x_ln_x(n3) }} AS pair_log_likelihood
    FROM
      pairs
  ),

  best_second_splits AS (
    SELECT
      *
    FROM
      second_splits
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY job, test_id ORDER BY pair_log_likelihood DESC, n) = 1
  ),

  -- A second split is accepted if its gain over the first split alone is significant (p_value below).
  accepted_second_splits AS (
    SELECT
      *
    FROM
      best_second_splits
    WHERE
      (builds - 1) * EXP(first_log_likelihood - pair_log_likelihood) <= 0.05
  ),

  -- Each accepted split with the logarithm of the likelihood that the history would lose without it.
  changes AS (
    SELECT
      first.*,
      COALESCE(second.pair_log_likelihood - second.split_log_likelihood, first.split_log_likelihood - first.log_likelihood)
        AS log_likelihood_ratio
    FROM
      best_first_splits AS first
    LEFT JOIN
      accepted_second_splits AS second
      ON
        first.job = second.job
        AND COALESCE(first.test_id, '') = COALESCE(second.test_id, '')
    UNION ALL
    SELECT
      * EXCEPT (first_n, first_log_likelihood, n1, k1, n2, k2, n3, k3, pair_log_likelihood),
      pair_log_likelihood - first_log_likelihood AS log_likelihood_ratio
    FROM
      accepted_second_splits
  ),

  -- Builds and failures from the change before to this one, and from this one to the next.
  bounded AS (
    SELECT
      *,
      n - LAG(n, 1, 0) OVER changes_of_test AS builds_before,
      k - LAG(k, 1, 0) OVER changes_of_test AS failures_before,
      COALESCE(LEAD(n) OVER changes_of_test, builds) - n AS builds_after,
      COALESCE(LEAD(k) OVER changes_of_test, failures) - k AS failures_after
    FROM
      changes
    WINDOW
      changes_of_test AS (PARTITION BY job, test_id ORDER BY n)
  ),

  -- Correction for the number of splits. Without a change, 2 LLR of one split has the chi-squared distribution with 1
  -- degree of freedom (S. S. Wilks, 1938), whose tail P(LLR >= x) = erfc(sqrt(x)) is below exp(-x). The probability
  -- that any of n - 1 splits reaches x is at most n - 1 times that (union bound). So p <= 0.05 means 2 LLR >= 2 ln(n -
  -- 1) + 6; BIC would require 2 ln n. Fewer than 3 failures may be chance or an outage, whatever their probability.
  tested AS (
    SELECT
      *,
      IF(test_id IS NULL, 'builds', 'tests') AS family,
      failures_before / builds_before AS failure_rate_before,
      failures_after / builds_after AS failure_rate_after,
      LEAST((builds - 1) * EXP(-log_likelihood_ratio), 1.0) AS p_value
    FROM
      bounded
    WHERE
      GREATEST(failures_before, failures_after) >= 3
  ),

  -- Correction for the number of histories.
  corrected AS (
    {{ with_q_value(tested, family) }}
  )

SELECT
  job,
  test_id,
  suite,
  class_name,
  test_name,
  IF(failure_rate_after > failure_rate_before, 'regressed', 'recovered') AS direction,
  first_build_after_date AS change_date,
  last_build_before,
  last_build_before_started_at,
  repo_commit_before,
  inputs_before,
  first_build_after,
  first_build_after_started_at,
  repo_commit_after,
  inputs_after,
  first_build_after_url,
  builds_before,
  failures_before,
  failure_rate_before,
  builds_after,
  failures_after,
  failure_rate_after,
  log_likelihood_ratio,
  p_value,
  q_value
FROM
  corrected
WHERE
  q_value <= 0.05
