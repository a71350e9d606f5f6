WITH
  window_end AS (
    SELECT
      MAX(build_date) AS last_date,
      DATE_SUB(MAX(build_date), INTERVAL 27 DAY) AS first_date
    FROM
      ci.builds
  ),

  -- kubetest2's case `Test` fails whenever any test does: it sums up the others.
  recent_results AS (
    SELECT
      *,
      outcome = 'failed' AS is_failed,
      test_name = 'Test' AND COALESCE(suite, '') = 'kubetest2' AS is_summary
    FROM
      ci.test_results
    WHERE
      outcome != 'skipped'
      AND build_date >= (SELECT first_date FROM window_end)
      AND build_date <= (SELECT last_date FROM window_end)
  ),

  recent_builds AS (
    SELECT
      *
    FROM
      ci.builds
    WHERE
      build_date >= (SELECT first_date FROM window_end)
  ),

  -- A result whose build has no row yet stands at the beginning of its day.
  results_of_builds AS (
    SELECT
      results.*,
      builds.inputs,
      builds.outcome AS build_outcome,
      builds.duration_seconds AS build_seconds,
      COALESCE(builds.started_at, TIMESTAMP(results.build_date)) AS started_at,
      COUNTIF(results.is_failed AND NOT results.is_summary) OVER build AS failed_tests,
      COUNTIF(results.is_failed) OVER build AS failed_cases
    FROM
      recent_results AS results
    LEFT JOIN
      recent_builds AS builds
      ON
        results.build_date = builds.build_date
        AND results.bucket = builds.bucket
        AND results.build_path = builds.object_name
    WINDOW
      build AS (PARTITION BY results.build_date, results.bucket, results.build_path)
  ),

  histories AS (
    SELECT
      *,
      LAG(outcome) OVER history AS previous_outcome,
      LAG(is_failed, 1, FALSE) OVER history
      AND LAG(is_failed, 2, FALSE) OVER history
      AND LAG(is_failed, 3, FALSE) OVER history AS is_after_regression,
      is_failed
      AND LEAD(is_failed, 1, FALSE) OVER history
      AND LEAD(is_failed, 2, FALSE) OVER history AS is_before_three_failures,
      COALESCE(build_outcome, '') = 'failed'
      AND is_failed
      AND IF(is_summary, failed_cases, failed_tests) = 1 AS is_failed_alone
    FROM
      results_of_builds
    WINDOW
      history AS (
        PARTITION BY job, test_id
        ORDER BY started_at, CHAR_LENGTH(build_id), build_id, bucket, build_path
      )
  ),

  -- All results on the same inputs; those of unknown inputs together, but never compared.
  counts_by_inputs AS (
    SELECT
      job,
      test_id,
      inputs,
      ANY_VALUE(suite) AS suite,
      ANY_VALUE(class_name) AS class_name,
      ANY_VALUE(test_name) AS test_name,
      COUNT(*) AS builds,
      COUNTIF(outcome = 'flaky') AS flaky_builds,
      inputs IS NOT NULL AND COUNT(*) >= 2 AS is_repeated,
      LOGICAL_OR(outcome = 'passed') AND LOGICAL_OR(outcome != 'passed') AS is_mixed,
      COUNTIF(
        previous_outcome IS NOT NULL
        AND outcome != previous_outcome
        AND NOT is_after_regression
        AND NOT is_before_three_failures
      ) AS flips,
      COUNT(previous_outcome) AS pairs,
      COUNTIF(is_failed_alone) AS failed_alone_builds,
      SUM(IF(is_failed_alone, build_seconds, NULL)) AS lost_seconds
    FROM
      histories
    GROUP BY
      job,
      test_id,
      inputs
  ),

  counts AS (
    SELECT
      job,
      test_id,
      ANY_VALUE(suite) AS suite,
      ANY_VALUE(class_name) AS class_name,
      ANY_VALUE(test_name) AS test_name,
      SUM(flaky_builds) AS in_build_count,
      SUM(builds) AS in_build_total,
      COUNTIF(is_repeated AND is_mixed) AS same_inputs_count,
      COUNTIF(is_repeated) AS same_inputs_total,
      SUM(flips) AS flip_count,
      SUM(pairs) AS flip_total,
      SUM(failed_alone_builds) AS failed_alone_builds,
      COALESCE(SUM(lost_seconds), 0) AS lost_seconds
    FROM
      counts_by_inputs
    GROUP BY
      job,
      test_id
  ),

  -- Wilson's score interval (E. B. Wilson, Probable inference, the law of succession, and statistical inference,
  -- J. Am. Stat. Assoc. 22, 1927): for k of n it is (k + z²/2 ± z √(k (n - k) / n + z²/4)) / (n + z²).
  quantiles AS (
    SELECT
      *,
      CAST(1.959963984540054 AS FLOAT64) AS z
    FROM
      counts
  ),

  margins AS (
    SELECT
      *,
      z * SQRT(in_build_count * (in_build_total - in_build_count) / NULLIF(in_build_total, 0) + z * z / 4)
        AS in_build_margin,
      z * SQRT(same_inputs_count * (same_inputs_total - same_inputs_count) / NULLIF(same_inputs_total, 0) + z * z / 4)
        AS same_inputs_margin,
      z * SQRT(flip_count * (flip_total - flip_count) / NULLIF(flip_total, 0) + z * z / 4)
        AS flip_margin
    FROM
      quantiles
  )

SELECT
  job,
  test_id,
  suite,
  class_name,
  test_name,
  in_build_count,
  in_build_total,
  in_build_count / NULLIF(in_build_total, 0) AS in_build_rate,
  (in_build_count + (z * z / 2 - in_build_margin)) / (in_build_total + z * z) AS in_build_lower,
  (in_build_count + (z * z / 2 + in_build_margin)) / (in_build_total + z * z) AS in_build_upper,
  same_inputs_count,
  same_inputs_total,
  same_inputs_count / NULLIF(same_inputs_total, 0) AS same_inputs_rate,
  (same_inputs_count + (z * z / 2 - same_inputs_margin)) / (same_inputs_total + z * z) AS same_inputs_lower,
  (same_inputs_count + (z * z / 2 + same_inputs_margin)) / (same_inputs_total + z * z) AS same_inputs_upper,
  flip_count,
  flip_total,
  flip_count / NULLIF(flip_total, 0) AS flip_rate,
  (flip_count + (z * z / 2 - flip_margin)) / (flip_total + z * z) AS flip_lower,
  (flip_count + (z * z / 2 + flip_margin)) / (flip_total + z * z) AS flip_upper,
  failed_alone_builds,
  lost_seconds
FROM
  margins
