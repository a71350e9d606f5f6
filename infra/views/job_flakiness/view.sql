WITH
  window_end AS (
    SELECT
      MAX(build_date) AS last_date,
      DATE_SUB(MAX(build_date), INTERVAL 27 DAY) AS first_date
    FROM
      ci.builds
  ),

  recent_builds AS (
    SELECT
      *,
      outcome = 'failed' AS is_failed
    FROM
      ci.builds
    WHERE
      outcome IN ('passed', 'failed')
      AND build_date >= (SELECT first_date FROM window_end)
  ),

  builds_with_tests AS (
    SELECT
      build_date,
      bucket,
      build_path,
      LOGICAL_OR(outcome = 'flaky') AS has_flaky_test
    FROM
      ci.test_results
    WHERE
      outcome != 'skipped'
      AND build_date >= (SELECT first_date FROM window_end)
    GROUP BY
      build_date,
      bucket,
      build_path
  ),

  -- A build that does not tell its start stands at the beginning of its day.
  histories AS (
    SELECT
      builds.*,
      tests.has_flaky_test,
      LAG(builds.outcome) OVER history AS previous_outcome,
      LAG(builds.is_failed, 1, FALSE) OVER history
      AND LAG(builds.is_failed, 2, FALSE) OVER history
      AND LAG(builds.is_failed, 3, FALSE) OVER history AS is_after_regression,
      builds.is_failed
      AND LEAD(builds.is_failed, 1, FALSE) OVER history
      AND LEAD(builds.is_failed, 2, FALSE) OVER history AS is_before_three_failures
    FROM
      recent_builds AS builds
    LEFT JOIN
      builds_with_tests AS tests
      ON
        builds.build_date = tests.build_date
        AND builds.bucket = tests.bucket
        AND builds.object_name = tests.build_path
    WINDOW
      history AS (
        PARTITION BY builds.job
        ORDER BY
          COALESCE(builds.started_at, TIMESTAMP(builds.build_date)),
          CHAR_LENGTH(builds.build_id),
          builds.build_id,
          builds.bucket,
          builds.object_name
      )
  ),

  -- All builds of the same inputs; those of unknown inputs together, but never compared.
  counts_by_inputs AS (
    SELECT
      job,
      inputs,
      COUNTIF(COALESCE(has_flaky_test, FALSE)) AS flaky_builds,
      COUNT(has_flaky_test) AS tested_builds,
      inputs IS NOT NULL AND COUNT(*) >= 2 AS is_repeated,
      inputs IS NOT NULL AND LOGICAL_OR(is_failed) AND LOGICAL_OR(NOT is_failed) AS is_mixed,
      COUNTIF(
        previous_outcome IS NOT NULL
        AND outcome != previous_outcome
        AND NOT is_after_regression
        AND NOT is_before_three_failures
      ) AS flips,
      COUNT(previous_outcome) AS pairs,
      COUNTIF(is_failed) AS failed_builds,
      SUM(IF(is_failed, duration_seconds, NULL)) AS failed_seconds
    FROM
      histories
    GROUP BY
      job,
      inputs
  ),

  counts AS (
    SELECT
      job,
      SUM(flaky_builds) AS in_build_count,
      SUM(tested_builds) AS in_build_total,
      COUNTIF(is_mixed) AS same_inputs_count,
      COUNTIF(is_repeated) AS same_inputs_total,
      SUM(flips) AS flip_count,
      SUM(pairs) AS flip_total,
      SUM(IF(is_mixed, failed_builds, 0)) AS retried_failed_builds,
      COALESCE(SUM(IF(is_mixed, failed_seconds, NULL)), 0) AS lost_seconds
    FROM
      counts_by_inputs
    GROUP BY
      job
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
  retried_failed_builds,
  lost_seconds
FROM
  margins
