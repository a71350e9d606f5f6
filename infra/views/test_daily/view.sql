SELECT
  build_date,
  bucket,
  job,
  test_id,
  ANY_VALUE(suite) AS suite,
  ANY_VALUE(class_name) AS class_name,
  ANY_VALUE(test_name) AS test_name,
  COUNT(*) AS results,
  COUNTIF(outcome = 'passed') AS passed,
  COUNTIF(outcome = 'failed') AS failed,
  COUNTIF(outcome = 'flaky') AS flaky,
  COUNTIF(outcome = 'skipped') AS skipped,
  SUM(attempts) AS attempts,
  SUM(failed_attempts) AS failed_attempts,
  COUNT(duration_seconds) AS timed_results,
  IFNULL(SUM(duration_seconds), 0) AS duration_seconds
FROM
  ci.test_results
GROUP BY
  build_date,
  bucket,
  job,
  test_id
