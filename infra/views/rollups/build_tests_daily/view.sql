WITH
  -- Failed hooks and suites count only in builds in which no test failed, since a failed test often takes them with it.
  results AS (
    SELECT
      results.*,
      case_kind IN ('test', 'parent') AS is_test,
      case_kind IN ('hook', 'suite') AS is_around_tests,
      outcome = 'failed' AND NOT is_summary AS is_failed,
      infra.test_id IS NOT NULL AS is_infra
    FROM
      ci.test_results AS results
    LEFT JOIN
      ci.infra_failures AS infra
      ON
        results.build_date = infra.build_date
        AND results.bucket = infra.bucket
        AND results.build_path = infra.build_path
        AND results.test_id = infra.test_id
  ),

  counted AS (
    SELECT
      build_date,
      bucket,
      build_path,
      job,
      build_id,
      COUNTIF(outcome = 'passed') AS passed_tests,
      COUNTIF(is_failed AND is_test) AS failed_tests,
      COUNTIF(is_failed AND is_test AND is_infra) AS infra_failed_tests,
      COUNTIF(is_failed AND is_around_tests) AS failed_hooks,
      COUNTIF(is_failed AND is_around_tests AND is_infra) AS infra_failed_hooks,
      COUNTIF(is_failed AND case_kind = 'phase') AS failed_phases,
      COUNTIF(is_failed AND case_kind = 'phase' AND is_infra) AS infra_failed_phases,
      COUNTIF(outcome = 'flaky' AND NOT is_summary AND (is_test OR case_kind = 'hook')) AS flaky_tests,
      COUNTIF(outcome = 'skipped') AS skipped_tests,
      COUNTIF(outcome NOT IN ('skipped', 'interrupted') AND is_test) AS run_tests,
      MAX(IF(case_kind = 'phase' AND test_name = 'Build', outcome, NULL)) AS build_phase,
      MAX(IF(case_kind = 'phase' AND test_name = 'Up', outcome, NULL)) AS up_phase,
      MAX(IF(case_kind = 'summary', outcome, NULL)) AS test_phase,
      MAX(IF(case_kind = 'phase' AND test_name = 'Down', outcome, NULL)) AS down_phase
    FROM
      results
    GROUP BY
      build_date,
      bucket,
      build_path,
      job,
      build_id
  )

SELECT
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  passed_tests,
  failed_phases + IF(failed_tests > 0, failed_tests, failed_hooks) AS failed_tests,
  infra_failed_phases + IF(failed_tests > 0, infra_failed_tests, infra_failed_hooks) AS infra_failed_tests,
  failed_phases,
  flaky_tests,
  skipped_tests,
  run_tests,
  build_phase,
  up_phase,
  test_phase,
  down_phase
FROM
  counted
