SELECT
  job,
  test_id,
  case_kind,
  is_summary,
  ANY_VALUE(suite HAVING MAX build_date) AS suite,
  ANY_VALUE(class_name HAVING MAX build_date) AS class_name,
  ANY_VALUE(test_name HAVING MAX build_date) AS test_name,
  MAX(build_date) AS last_build_date,
  SUM(passed) AS passed,
  SUM(failed) AS failed,
  SUM(flaky) AS flaky
FROM
  ci.recent_test_days
GROUP BY
  job,
  test_id,
  case_kind,
  is_summary
