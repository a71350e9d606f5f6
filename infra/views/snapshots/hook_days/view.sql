WITH
  hook_rows AS (
    SELECT
      *
    FROM
      ci.test_daily
    WHERE
      {{ is_in_last_28_days(build_date) }}
      AND case_kind = 'hook'
  ),

  -- Most tools write the case of a hook only when it fails.
  hooks AS (
    SELECT
      job,
      test_id,
      COALESCE(suite, '') AS suite_name,
      ANY_VALUE(suite HAVING MAX build_date) AS suite,
      ANY_VALUE(class_name HAVING MAX build_date) AS class_name,
      ANY_VALUE(test_name HAVING MAX build_date) AS test_name
    FROM
      hook_rows
    GROUP BY
      job,
      test_id,
      COALESCE(suite, '')
  ),

  -- Builds that ran tests of a hook's suite, and those in which the hook has a result.
  hook_builds AS (
    SELECT
      days.build_date,
      hooks.job,
      hooks.test_id,
      position,
      MAX(IF(days.test_id = hooks.test_id, SUBSTR(days.outcomes, position, 1), NULL)) AS written
    FROM
      hooks
    INNER JOIN
      ci.test_daily AS days
      ON
        hooks.job = days.job
        AND hooks.suite_name = COALESCE(days.suite, '')
        AND (hooks.test_id = days.test_id OR days.case_kind IN ('test', 'parent'))
    CROSS JOIN
      UNNEST(GENERATE_ARRAY(1, LENGTH(days.outcomes))) AS position
    WHERE
      {{ is_in_last_28_days(days.build_date) }}
      AND SUBSTR(days.outcomes, position, 1) IN ('P', 'F', 'X')
    GROUP BY
      days.build_date,
      hooks.job,
      hooks.test_id,
      position
  ),

  stepped AS (
    SELECT
      *,
      COALESCE(written, 'P') AS letter,
      position - LAG(position, 1, 0) OVER (
        PARTITION BY build_date, job, test_id
        ORDER BY position
      ) AS step
    FROM
      hook_builds
  ),

  counted AS (
    SELECT
      build_date,
      job,
      test_id,
      COUNT(*) AS results,
      COUNTIF(letter = 'P') AS passed,
      COUNTIF(letter = 'F') AS failed,
      COUNTIF(letter = 'X') AS flaky,
      COUNTIF(written IS NULL) AS unwritten,
      STRING_AGG(CONCAT(REPEAT('-', step - 1), letter), '' ORDER BY position) AS outcomes
    FROM
      stepped
    GROUP BY
      build_date,
      job,
      test_id
  )

SELECT
  counted.build_date,
  counted.job,
  counted.test_id,
  hooks.suite,
  hooks.class_name,
  hooks.test_name,
  'hook' AS case_kind,
  FALSE AS is_summary,
  counted.results,
  counted.passed,
  counted.failed,
  counted.flaky,
  0 AS skipped,
  0 AS interrupted,
  COALESCE(hook_rows.attempts, 0) + counted.unwritten AS attempts,
  COALESCE(hook_rows.failed_attempts, 0) AS failed_attempts,
  COALESCE(hook_rows.timed_results, 0) AS timed_results,
  COALESCE(hook_rows.duration_seconds, 0) AS duration_seconds,
  counted.outcomes
FROM
  counted
INNER JOIN
  hooks
  ON
    counted.job = hooks.job
    AND counted.test_id = hooks.test_id
LEFT JOIN
  hook_rows
  ON
    counted.build_date = hook_rows.build_date
    AND counted.job = hook_rows.job
    AND counted.test_id = hook_rows.test_id
