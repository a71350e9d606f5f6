WITH
  days AS (
    SELECT
      *
    FROM
      ci.test_daily
    WHERE
      {{ is_in_last_28_days(build_date) }}
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
      days
    WHERE
      case_kind = 'hook'
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
      days
      ON
        hooks.job = days.job
        AND hooks.suite_name = COALESCE(days.suite, '')
        AND (hooks.test_id = days.test_id OR days.case_kind IN ('test', 'parent'))
    CROSS JOIN
      UNNEST(GENERATE_ARRAY(1, LENGTH(days.outcomes))) AS position
    WHERE
      SUBSTR(days.outcomes, position, 1) IN ('P', 'F', 'X')
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

  hook_days AS (
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
  *
FROM
  days
WHERE
  case_kind != 'hook'
UNION ALL
SELECT
  hook_days.build_date,
  hook_days.job,
  hook_days.test_id,
  hooks.suite,
  hooks.class_name,
  hooks.test_name,
  'hook' AS case_kind,
  FALSE AS is_summary,
  hook_days.results,
  hook_days.passed,
  hook_days.failed,
  hook_days.flaky,
  0 AS skipped,
  0 AS interrupted,
  COALESCE(days.attempts, 0) + hook_days.unwritten AS attempts,
  COALESCE(days.failed_attempts, 0) AS failed_attempts,
  COALESCE(days.timed_results, 0) AS timed_results,
  COALESCE(days.duration_seconds, 0) AS duration_seconds,
  hook_days.outcomes
FROM
  hook_days
INNER JOIN
  hooks
  ON
    hook_days.job = hooks.job
    AND hook_days.test_id = hooks.test_id
LEFT JOIN
  days
  ON
    hook_days.build_date = days.build_date
    AND hook_days.job = days.job
    AND hook_days.test_id = days.test_id
