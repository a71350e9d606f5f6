-- The test cases of suite kubetest2 are the phases of a build.
SELECT
  results.build_date,
  results.bucket,
  results.build_path,
  results.job,
  results.build_id,
  COUNTIF(results.outcome = 'passed') AS passed_tests,
  COUNTIF(results.outcome = 'failed' AND NOT results.is_summary) AS failed_tests,
  COUNTIF(results.outcome = 'failed' AND NOT results.is_summary AND infra.test_id IS NOT NULL) AS infra_failed_tests,
  COUNTIF(results.outcome = 'flaky') AS flaky_tests,
  COUNTIF(results.outcome = 'skipped') AS skipped_tests,
  COUNTIF(results.outcome != 'skipped' AND COALESCE(results.suite, '') != 'kubetest2') AS run_tests,
  MAX(IF(results.suite = 'kubetest2' AND results.test_name = 'Build', results.outcome, NULL)) AS build_phase,
  MAX(IF(results.suite = 'kubetest2' AND results.test_name = 'Up', results.outcome, NULL)) AS up_phase,
  MAX(IF(results.suite = 'kubetest2' AND results.test_name = 'Test', results.outcome, NULL)) AS test_phase,
  MAX(IF(results.suite = 'kubetest2' AND results.test_name = 'Down', results.outcome, NULL)) AS down_phase
FROM
  ci.test_results AS results
LEFT JOIN
  ci.infra_failures AS infra
  ON
    results.build_date = infra.build_date
    AND results.bucket = infra.bucket
    AND results.build_path = infra.build_path
    AND results.test_id = infra.test_id
GROUP BY
  results.build_date,
  results.bucket,
  results.build_path,
  results.job,
  results.build_id
