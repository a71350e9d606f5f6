WITH
  -- Failed hooks and suites count only in builds in which no test failed, since a failed test often takes them with it.
  -- The cases of kubetest2 (kubernetes-sigs/kubetest2, pkg/app/app.go) and kubetest (kubernetes/test-infra,
  -- kubetest/e2e.go) are the steps of a build. Each belongs to a phase.
  results AS (
    SELECT
      results.*,
      case_kind IN ('test', 'parent') AS is_test,
      case_kind IN ('hook', 'suite') AS is_around_tests,
      case_kind IN ('phase', 'summary') AS is_step,
      outcome = 'failed' AND NOT is_summary AS is_failed,
      infra.test_id IS NOT NULL AS is_infra,
      CASE
        WHEN REGEXP_CONTAINS(test_name, r'^(?:Build|Stage|Extract)$') THEN 'build'
        WHEN
          REGEXP_CONTAINS(
            test_name,
            r'^(?:Prepare|GetDeployer|(?:Kubemark )?(?:TearDown Previous|Up)|listResources (?:Before|Up)|Check APIReachability|list (?:kubemark )?nodes|IsUp)$'
          )
          THEN 'up'
        WHEN
          REGEXP_CONTAINS(
            test_name,
            r'^(?:Down|(?:Deferred |Kubemark )?TearDown|listResources (?:Down|After)|diffResources|Save Cluster State|Kubemark MasterLogDump)$|DumpClusterLogs'
          )
          THEN 'down'
        ELSE 'test'
      END AS step_phase
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

  marked_results AS (
    SELECT
      *,
      IF(is_step AND outcome IN ('failed', 'flaky'), step_phase, NULL) AS failed_step,
      IF(is_step AND outcome = 'passed', step_phase, NULL) AS passed_step
    FROM
      results
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
      MAX(IF(case_kind = 'phase' AND test_name IN ('Down', 'TearDown'), outcome, NULL)) AS down_phase,
      -- After a failure kubetest deletes the cluster all the same, so the first failed phase is the one that counts.
      CASE
        WHEN LOGICAL_OR(failed_step = 'build') THEN 'build'
        WHEN LOGICAL_OR(failed_step = 'up') THEN 'up'
        WHEN LOGICAL_OR(failed_step = 'test') OR COUNTIF(outcome = 'failed' AND NOT is_step) > 0 THEN 'test'
        WHEN LOGICAL_OR(failed_step = 'down') THEN 'down'
      END AS first_failed_phase,
      CASE
        WHEN LOGICAL_OR(passed_step = 'test') THEN 'test'
        WHEN LOGICAL_OR(passed_step = 'up') THEN 'up'
        WHEN LOGICAL_OR(passed_step = 'build') THEN 'build'
      END AS last_passed_phase,
      COALESCE(LOGICAL_OR(passed_step = 'down'), FALSE) AS is_down_passed
    FROM
      marked_results
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
  down_phase,
  first_failed_phase,
  last_passed_phase,
  is_down_passed
FROM
  counted
