WITH
  -- A flaky result is a failure here: what breaks may pass now and then. Of a build that is known by its reports alone
  -- nobody knows what it was; and the case that sums up the others does what the build as a whole does.
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

  -- A pull request is one observation, at its first pass: it has bugs of its own, and is tried until they are gone. One
  -- that never passed stands at its first failure. Batches repeat what their pull requests did.
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

  -- Logarithm of the likelihood of k failures in n builds at their own rate: k ln(k/n) + (n-k) ln((n-k)/n), written as
  -- k ln k + (n-k) ln(n-k) - n ln n, where 0 ln 0 = 0 as LN(GREATEST(0, 1)) = 0.
  rated AS (
    SELECT
      *,
      {{ x_ln_x(failures) }} + {{ x_ln_x(builds - failures) }} - {{ x_ln_x(builds) }} AS log_likelihood
    FROM
      totals
  ),

  -- Histories whose numbers of builds and failures can give evidence at all. The best conceivable split has only passes
  -- on one side and only failures on the other: likelihood 1, so that its ratio is 1 to the likelihood of the one rate.
  -- If even that is not significant (p_value below), it is none of the tests made: R. E. Tarone (1990), "A modified
  -- Bonferroni method for discrete data", Biometrics 46.
  candidates AS (
    SELECT * FROM rated WHERE (builds - 1) * EXP(log_likelihood) <= 0.05
  ),

  -- A split after each build, with the build that follows.
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

  -- The likeliest split never lies between two builds of the same outcome: moving it to the end of their run gains.
  -- Two rates against one are compared as D. V. Hinkley and E. A. Hinkley (1970), "Inference about the change-point in a
  -- sequence of binomial variables", Biometrika 57.
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

  -- Of equally likely ones the earliest.
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

  -- What broke may have been mended: a second split beside the first (binary segmentation: A. J. Scott and M. Knott
  -- (1974), "A cluster analysis method for grouping means in the analysis of variance", Biometrics 30). Three rates: of
  -- the n1 builds before the earlier split, the n2 between, and the n3 after the later.
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

  -- A second split is taken if what it adds to the first is significant by itself (p_value below).
  accepted_second_splits AS (
    SELECT
      *
    FROM
      best_second_splits
    WHERE
      (builds - 1) * EXP(first_log_likelihood - pair_log_likelihood) <= 0.05
  ),

  -- What the likelihood of the history loses without the split.
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

  -- From the change before to this one, and from this one to the next.
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

  -- The penalty for many splits. Without a change 2 LLR of one split has the chi-squared distribution with 1 degree of
  -- freedom (S. S. Wilks, 1938), whose tail P(LLR >= x) = erfc(sqrt(x)) is below exp(-x); any of n - 1 splits reaches x
  -- with at most n - 1 times that (union bound). So p <= 0.05 is 2 LLR >= 2 ln(n - 1) + 6: BIC would ask 2 ln n.
  -- Fewer than 3 failures in a row of builds are bad luck or an outage, whatever their probability.
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

  -- The penalty for many histories.
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
