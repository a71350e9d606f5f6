WITH
  results AS (
    SELECT
      results.*,
      builds.position,
      CASE results.outcome
        WHEN 'passed' THEN 'P'
        WHEN 'failed' THEN 'F'
        WHEN 'flaky' THEN 'X'
        ELSE 'S'
      END AS letter
    FROM
      ci.test_results AS results
    INNER JOIN
      ci.build_daily AS builds
      ON
        results.build_date = builds.build_date
        AND results.bucket = builds.bucket
        AND results.build_path = builds.build_path
    -- An interrupted test is evidence of nothing, nor is a parent that failed with a subtest.
    WHERE
      results.outcome != 'interrupted'
      AND NOT (results.case_kind = 'parent' AND results.is_summary)
  ),

  -- The number of builds since the previous one that has a result of the test.
  stepped AS (
    SELECT
      *,
      position - LAG(position, 1, 0) OVER (
        PARTITION BY build_date, job, test_id
        ORDER BY position
      ) AS step
    FROM
      results
  )

SELECT
  build_date,
  job,
  test_id,
  ANY_VALUE(suite HAVING MAX position) AS suite,
  ANY_VALUE(class_name HAVING MAX position) AS class_name,
  ANY_VALUE(test_name HAVING MAX position) AS test_name,
  MIN(case_kind) AS case_kind,
  LOGICAL_OR(is_summary) AS is_summary,
  COUNT(*) AS results,
  COUNTIF(outcome = 'passed') AS passed,
  COUNTIF(outcome = 'failed') AS failed,
  COUNTIF(outcome = 'flaky') AS flaky,
  COUNTIF(outcome = 'skipped') AS skipped,
  SUM(attempts) AS attempts,
  SUM(failed_attempts) AS failed_attempts,
  COUNT(duration_seconds) AS timed_results,
  IFNULL(SUM(duration_seconds), 0) AS duration_seconds,
  STRING_AGG(CONCAT(REPEAT('-', step - 1), letter), '' ORDER BY position) AS outcomes
FROM
  stepped
GROUP BY
  build_date,
  job,
  test_id
