WITH
  newest AS (
    SELECT MAX(build_date) AS newest_date FROM ci.builds
  ),

  -- The trailing 28 days that end with the newest build date. A presubmit's builds tell about pull requests one after
  -- another, which is no history that a commit could have changed.
  window_builds AS (
    SELECT
      builds.*
    FROM
      ci.builds AS builds
    CROSS JOIN
      newest
    WHERE
      builds.build_date > DATE_SUB(newest.newest_date, INTERVAL 28 DAY)
      AND IFNULL(builds.job_type, '') NOT IN ('presubmit', 'batch')
  ),

  -- What a build says of a test: a flaky result let the build go on, so it counts as passed; a skipped one says nothing.
  window_results AS (
    SELECT
      results.*,
      results.outcome = 'failed' AS is_failed
    FROM
      ci.test_results AS results
    CROSS JOIN
      newest
    WHERE
      results.build_date > DATE_SUB(newest.newest_date, INTERVAL 28 DAY)
      AND results.outcome IN ('passed', 'failed', 'flaky')
  ),

  history AS (
    SELECT
      results.job,
      results.test_id,
      results.suite,
      results.class_name,
      results.test_name,
      results.is_failed,
      results.bucket,
      results.build_path,
      results.build_id,
      builds.build_date,
      builds.started_at,
      builds.repo_commit,
      builds.url
    FROM
      window_results AS results
    INNER JOIN
      window_builds AS builds
      ON
        results.build_date = builds.build_date
        AND results.bucket = builds.bucket
        AND results.build_path = builds.object_name
  ),

  totals AS (
    SELECT
      job,
      test_id,
      ANY_VALUE(suite) AS suite,
      ANY_VALUE(class_name) AS class_name,
      ANY_VALUE(test_name) AS test_name,
      COUNT(*) AS builds,
      COUNTIF(is_failed) AS failures
    FROM
      history
    GROUP BY
      job,
      test_id
  ),

  -- Logarithm of the likelihood of s failures in n builds at their own rate: s ln(s/n) + (n-s) ln((n-s)/n), written as
  -- s ln s + (n-s) ln(n-s) - n ln n, where 0 ln 0 = 0 as LN(GREATEST(0, 1)) = 0.
  rated AS (
    SELECT
      *,
      failures * LN(GREATEST(failures, 1))
        + (builds - failures) * LN(GREATEST(builds - failures, 1))
        - builds * LN(builds) AS log_likelihood
    FROM
      totals
  ),

  -- Tests whose numbers of builds and failures can give evidence at all. The best conceivable split has only passes on
  -- one side and only failures on the other: likelihood 1, so that its ratio is 1 to the likelihood of the one rate. If
  -- even that is not significant (p_value below), the test is none of the tests made: R. E. Tarone (1990), "A modified
  -- Bonferroni method for discrete data", Biometrics 46.
  candidates AS (
    SELECT * FROM rated WHERE (builds - 1) * EXP(log_likelihood) <= 0.05
  ),

  -- A split after each build, with the build that follows.
  cumulated AS (
    SELECT
      candidates.*,
      ROW_NUMBER() OVER past AS builds_before,
      COUNTIF(history.is_failed) OVER (past ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS failures_before,
      history.build_id AS last_build_before,
      history.started_at AS last_build_before_started_at,
      history.repo_commit AS repo_commit_before,
      LEAD(history.build_id) OVER past AS first_build_after,
      LEAD(history.build_date) OVER past AS first_build_after_date,
      LEAD(history.started_at) OVER past AS first_build_after_started_at,
      LEAD(history.repo_commit) OVER past AS repo_commit_after,
      LEAD(history.url) OVER past AS first_build_after_url
    FROM
      history
    INNER JOIN
      candidates
      ON
        history.job = candidates.job
        AND history.test_id = candidates.test_id
    WINDOW
      past AS (
        PARTITION BY history.job, history.test_id
        ORDER BY
          history.build_date,
          history.started_at,
          history.build_id,
          history.bucket,
          history.build_path
      )
  ),

  splits AS (
    SELECT
      *,
      builds - builds_before AS builds_after,
      failures - failures_before AS failures_after,
      failures_before / builds_before AS failure_rate_before,
      (failures - failures_before) / (builds - builds_before) AS failure_rate_after
    FROM
      cumulated
    WHERE
      builds_before < builds
  ),

  -- Two rates against one, as D. V. Hinkley and E. A. Hinkley (1970), "Inference about the change-point in a sequence
  -- of binomial variables", Biometrika 57.
  likelihoods AS (
    SELECT
      *,
      failures_before * LN(GREATEST(failures_before, 1))
        + (builds_before - failures_before) * LN(GREATEST(builds_before - failures_before, 1))
        - builds_before * LN(builds_before)
        + failures_after * LN(GREATEST(failures_after, 1))
        + (builds_after - failures_after) * LN(GREATEST(builds_after - failures_after, 1))
        - builds_after * LN(builds_after)
        - log_likelihood AS log_likelihood_ratio
    FROM
      splits
  ),

  -- The best split of each test; of equally likely ones the earliest.
  best_splits AS (
    SELECT
      *
    FROM
      likelihoods
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY job, test_id
        ORDER BY log_likelihood_ratio DESC, builds_before
      ) = 1
  ),

  -- The penalty for many splits. Without a change 2 LLR of one split has the chi-squared distribution with 1 degree of
  -- freedom (S. S. Wilks, 1938), whose tail P(LLR >= x) = erfc(sqrt(x)) is below exp(-x); any of n - 1 splits reaches x
  -- with at most n - 1 times that (union bound). So p <= 0.05 is 2 LLR >= 2 ln(n - 1) + 6: BIC would ask 2 ln n.
  tested AS (
    SELECT
      *,
      LEAST((builds - 1) * EXP(-log_likelihood_ratio), 1.0) AS p_value
    FROM
      best_splits
  ),

  -- Ties count as the last of them.
  ranked AS (
    SELECT
      *,
      COUNT(*) OVER () AS tests,
      COUNT(*) OVER (ORDER BY p_value) AS p_value_rank
    FROM
      tested
  ),

  -- The penalty for many tests: Y. Benjamini and Y. Hochberg (1995), "Controlling the false discovery rate", JRSS B 57.
  corrected AS (
    SELECT
      *,
      MIN(p_value * tests / p_value_rank) OVER (ORDER BY p_value DESC) AS q_value
    FROM
      ranked
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
  first_build_after,
  first_build_after_started_at,
  repo_commit_after,
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
