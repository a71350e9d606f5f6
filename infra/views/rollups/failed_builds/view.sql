WITH
  -- Reports of tests; junit_runner.xml holds the steps of kubetest.
  reported_builds AS (
    SELECT DISTINCT
      build_date,
      bucket,
      build_path
    FROM
      ci.ingested_objects
    WHERE
      kind = 'junit'
      AND outcome IN ('parsed', 'salvaged')
      AND NOT ENDS_WITH(object_name, '/junit_runner.xml')
  ),

  evidence AS (
    SELECT
      builds.build_date,
      builds.bucket,
      builds.object_name AS build_path,
      COALESCE(builds.is_clone_failed, FALSE) AS is_clone_failed,
      builds.pull_number,
      tests.first_failed_phase,
      tests.last_passed_phase,
      COALESCE(tests.is_down_passed, FALSE) AS is_down_passed,
      reported.build_path IS NOT NULL OR COALESCE(tests.run_tests > 0, FALSE) AS has_test_report,
      causes.symptom,
      causes.cause,
      -- A symptom before the first phase of a log is of the phase that its cause is typical of. Where clone records show
      -- that the sources were fetched, it was another clone that failed.
      CASE
        WHEN causes.phase IN ('build', 'up', 'test', 'down') THEN causes.phase
        WHEN causes.cause = 'clone' AND builds.is_clone_failed IS NULL THEN 'clone'
        WHEN causes.cause = 'build' THEN 'build'
        WHEN causes.cause IN ('lease', 'quota', 'cluster_creation') THEN 'up'
        WHEN causes.cause IN ('test', 'upgrade') THEN 'test'
        WHEN causes.cause = 'teardown' THEN 'down'
      END AS symptom_phase,
      facts.last_phase
    FROM
      ci.builds AS builds
    LEFT JOIN
      ci.build_tests_daily AS tests
      ON
        builds.build_date = tests.build_date
        AND builds.bucket = tests.bucket
        AND builds.object_name = tests.build_path
    LEFT JOIN
      ci.build_causes AS causes
      ON
        builds.build_date = causes.build_date
        AND builds.bucket = causes.bucket
        AND builds.object_name = causes.build_path
    LEFT JOIN
      ci.build_log_facts AS facts
      ON
        builds.build_date = facts.build_date
        AND builds.bucket = facts.bucket
        AND builds.object_name = facts.build_path
    LEFT JOIN
      reported_builds AS reported
      ON
        builds.build_date = reported.build_date
        AND builds.bucket = reported.bucket
        AND builds.object_name = reported.build_path
    WHERE
      builds.outcome IN ('failed', 'errored')
  ),

  -- What the log says counts only if it is later than the last phase that passed.
  phases AS (
    SELECT
      *,
      CASE
        WHEN last_passed_phase IS NULL THEN COALESCE(symptom_phase, last_phase)
        WHEN last_passed_phase = 'build' AND COALESCE(symptom_phase, last_phase) IN ('up', 'test', 'down')
          THEN COALESCE(symptom_phase, last_phase)
        WHEN last_passed_phase = 'up' AND COALESCE(symptom_phase, last_phase) IN ('test', 'down')
          THEN COALESCE(symptom_phase, last_phase)
        WHEN last_passed_phase = 'test' AND symptom_phase = 'down' THEN 'down'
      END AS log_phase
    FROM
      evidence
  ),

  failed_phases AS (
    SELECT
      *,
      CASE
        WHEN is_clone_failed THEN 'clone'
        WHEN first_failed_phase IN ('build', 'up', 'test') THEN first_failed_phase
        WHEN first_failed_phase = 'down' AND last_passed_phase IN ('up', 'test') THEN 'down'
        -- Scripts of upgrades end with a call that only deletes the cluster, whose report replaces those of the calls
        -- before it (kubernetes/kops, tests/e2e/scenarios/lib/common.sh).
        WHEN first_failed_phase = 'down' THEN COALESCE(symptom_phase, IF(has_test_report, 'down', last_phase), 'down')
        WHEN log_phase IS NOT NULL AND (symptom_phase IS NOT NULL OR NOT has_test_report OR last_passed_phase IS NOT NULL)
          THEN log_phase
        WHEN last_passed_phase = 'build' THEN 'up'
        WHEN last_passed_phase = 'test' AND NOT is_down_passed THEN 'down'
        WHEN last_passed_phase IN ('up', 'test') OR has_test_report THEN 'test'
        WHEN is_down_passed THEN 'up'
        ELSE 'create'
      END AS failed_phase
    FROM
      phases
  )

-- Trouble in deleting the cluster is not the cause if the build failed before.
SELECT
  build_date,
  bucket,
  build_path,
  failed_phase,
  CASE
    WHEN is_clone_failed THEN 'clone'
    WHEN cause IS NOT NULL AND (COALESCE(symptom_phase, '') != 'down' OR failed_phase = 'down') THEN cause
    WHEN failed_phase = 'test' AND COALESCE(first_failed_phase, '') = 'test' THEN 'test'
  END AS death_cause,
  is_clone_failed AND pull_number IS NOT NULL AND COALESCE(symptom, 'merge_conflict') = 'merge_conflict'
    AS is_unmergeable
FROM
  failed_phases
