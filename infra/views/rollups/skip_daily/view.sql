SELECT
  build_date,
  job,
  test_id,
  SUBSTR(skip_reason, 1, 500) AS skip_reason,
  ANY_VALUE(suite) AS suite,
  ANY_VALUE(class_name) AS class_name,
  ANY_VALUE(test_name) AS test_name,
  COUNT(*) AS builds
FROM
  ci.test_results
WHERE
  outcome = 'skipped'
  AND skip_reason IS NOT NULL
GROUP BY
  build_date,
  job,
  test_id,
  SUBSTR(skip_reason, 1, 500)
