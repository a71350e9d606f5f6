-- kubetest2's case `Test` fails whenever any test does: it sums up the others, and is not one of them.
SELECT
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  COUNTIF(outcome = 'passed') AS passed_tests,
  COUNTIF(outcome = 'failed' AND NOT (test_name = 'Test' AND COALESCE(suite, '') = 'kubetest2')) AS failed_tests,
  COUNTIF(outcome = 'flaky') AS flaky_tests,
  COUNTIF(outcome = 'skipped') AS skipped_tests
FROM
  ci.test_results
GROUP BY
  build_date,
  bucket,
  build_path,
  job,
  build_id
