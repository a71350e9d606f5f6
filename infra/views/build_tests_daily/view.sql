-- kubetest2's own cases are the phases of a build.
SELECT
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  COUNTIF(outcome = 'passed') AS passed_tests,
  COUNTIF(outcome = 'failed' AND NOT is_summary) AS failed_tests,
  COUNTIF(outcome = 'flaky') AS flaky_tests,
  COUNTIF(outcome = 'skipped') AS skipped_tests,
  COUNTIF(outcome != 'skipped' AND COALESCE(suite, '') != 'kubetest2') AS run_tests,
  MAX(IF(suite = 'kubetest2' AND test_name = 'Build', outcome, NULL)) AS build_phase,
  MAX(IF(suite = 'kubetest2' AND test_name = 'Up', outcome, NULL)) AS up_phase,
  MAX(IF(suite = 'kubetest2' AND test_name = 'Test', outcome, NULL)) AS test_phase,
  MAX(IF(suite = 'kubetest2' AND test_name = 'Down', outcome, NULL)) AS down_phase
FROM
  ci.test_results
GROUP BY
  build_date,
  bucket,
  build_path,
  job,
  build_id
