WITH
  -- A build whose reports arrived before its build files is known from the reports alone.
  known_builds AS (
    SELECT
      build_date,
      bucket,
      object_name AS build_path,
      job,
      build_id
    FROM
      ci.builds
    UNION DISTINCT
    SELECT
      build_date,
      bucket,
      build_path,
      job,
      build_id
    FROM
      ci.build_tests_daily
  ),

  -- The version in the marker when the build began.
  marked AS (
    SELECT
      builds.build_date,
      builds.bucket,
      builds.object_name,
      markers.version,
      markers.commit
    FROM
      ci.builds AS builds
    INNER JOIN
      ci.version_markers AS markers
      ON
        builds.tested_marker = CONCAT('gs://', markers.bucket, '/', markers.marker)
        AND builds.started_at >= markers.written_at
        AND builds.started_at < COALESCE(markers.replaced_at, TIMESTAMP '9999-12-31')
  ),

  -- The version under test is taken from the log, else from the marker, else from the pod's specification.
  versions AS (
    SELECT
      known.build_date,
      known.bucket,
      known.build_path,
      COALESCE(facts.kops_build, marked.version, builds.kops_release) AS kops_build,
      CASE
        WHEN facts.kops_build IS NOT NULL THEN 'log'
        WHEN marked.version IS NOT NULL THEN 'marker'
        WHEN builds.kops_release IS NOT NULL THEN 'pod_spec'
      END AS kops_build_source,
      IF(facts.kops_build IS NULL, marked.commit, facts.kops_commit) AS kops_commit,
      -- The log of an upgrade also has the version that it starts from.
      IF(
        builds.kubernetes_version_from IS NULL,
        COALESCE(facts.kubernetes_build, builds.kubernetes_release),
        COALESCE(facts.kubernetes_target, builds.kubernetes_release, facts.kubernetes_build)
      ) AS kubernetes_build,
      IF(
        builds.kops_version_from IS NULL,
        NULL,
        CONCAT(
          '; from kubernetes/kops@',
          COALESCE(
            NULLIF(facts.kops_build_from, facts.kops_build),
            IF(builds.kops_version_from = builds.kops_version, facts.kops_build, NULL),
            builds.kops_version_from
          ),
          '; kubernetes/kubernetes@',
          COALESCE(facts.kubernetes_build_from, builds.kubernetes_version_from)
        )
      ) AS upgraded_from,
      facts.region
    FROM
      known_builds AS known
    LEFT JOIN
      ci.builds AS builds
      ON
        known.build_date = builds.build_date
        AND known.bucket = builds.bucket
        AND known.build_path = builds.object_name
    LEFT JOIN
      ci.build_log_facts AS facts
      ON
        known.build_date = facts.build_date
        AND known.bucket = facts.bucket
        AND known.build_path = facts.build_path
    LEFT JOIN
      marked
      ON
        known.build_date = marked.build_date
        AND known.bucket = marked.bucket
        AND known.build_path = marked.object_name
  )

-- A build without a start time is placed at the beginning of its day.
SELECT
  known.build_date,
  known.job,
  ROW_NUMBER() OVER (
    PARTITION BY known.build_date, known.job
    ORDER BY
      COALESCE(builds.started_at, TIMESTAMP(known.build_date)),
      CHAR_LENGTH(known.build_id),
      known.build_id,
      known.bucket,
      known.build_path
  ) AS position,
  known.bucket,
  known.build_path,
  known.build_id,
  COALESCE(builds.started_at, TIMESTAMP(known.build_date)) AS started_at,
  builds.job_type,
  builds.org,
  builds.repo,
  builds.pull_number,
  -- A job that tests a published build checks out only the code of the tests, so the tested build is its inputs; for an
  -- upgrade, with the versions that it starts from.
  IF(
    builds.pull_number IS NULL AND COALESCE(versions.kops_commit, versions.kops_build) IS NOT NULL,
    CONCAT(
      'kubernetes/kops@',
      COALESCE(versions.kops_commit, versions.kops_build),
      IF(versions.kubernetes_build IS NULL, '', CONCAT('; kubernetes/kubernetes@', versions.kubernetes_build)),
      COALESCE(versions.upgraded_from, '')
    ),
    builds.inputs
  ) AS inputs,
  builds.repo_commit,
  builds.outcome,
  builds.duration_seconds,
  builds.queue_seconds,
  builds.cloud,
  COALESCE(builds.region, versions.region) AS region,
  builds.networking,
  builds.distro,
  builds.architecture,
  builds.kubernetes_version,
  builds.kubernetes_version_from,
  builds.kops_version,
  builds.kops_version_from,
  builds.ip_family,
  versions.kops_build,
  versions.kops_build_source,
  versions.kops_commit,
  versions.kubernetes_build,
  builds.published_marker,
  builds.cluster,
  builds.url,
  tests.passed_tests,
  tests.failed_tests,
  tests.infra_failed_tests,
  tests.failed_phases,
  tests.flaky_tests,
  tests.skipped_tests,
  tests.run_tests,
  tests.build_phase,
  tests.up_phase,
  tests.test_phase,
  tests.down_phase,
  builds.pod_reason,
  ARRAY_TO_STRING(builds.testgrid_dashboards, ', ') AS testgrid_dashboards,
  builds.testgrid_alert_email,
  builds.cpu_request_cores,
  builds.cpu_limit_cores,
  builds.memory_request_bytes,
  builds.memory_limit_bytes,
  failures.failed_phase,
  failures.death_cause,
  COALESCE(failures.is_unmergeable, FALSE) AS is_unmergeable,
  COALESCE(
    builds.outcome IN ('failed', 'errored')
    AND CASE
      WHEN
        tests.failed_tests
        > IF(tests.build_phase = 'failed', 1, 0)
        + IF(tests.up_phase = 'failed', 1, 0)
        + IF(tests.down_phase = 'failed', 1, 0)
        OR causes.class IS NULL
        THEN tests.failed_tests > 0 AND tests.infra_failed_tests = tests.failed_tests
      ELSE causes.class = 'infra'
    END,
    FALSE
  ) AS is_infra_failure
FROM
  known_builds AS known
LEFT JOIN
  ci.builds AS builds
  ON
    known.build_date = builds.build_date
    AND known.bucket = builds.bucket
    AND known.build_path = builds.object_name
LEFT JOIN
  ci.build_tests_daily AS tests
  ON
    known.build_date = tests.build_date
    AND known.bucket = tests.bucket
    AND known.build_path = tests.build_path
INNER JOIN
  versions
  ON
    known.build_date = versions.build_date
    AND known.bucket = versions.bucket
    AND known.build_path = versions.build_path
LEFT JOIN
  ci.build_causes AS causes
  ON
    known.build_date = causes.build_date
    AND known.bucket = causes.bucket
    AND known.build_path = causes.build_path
LEFT JOIN
  ci.failed_builds AS failures
  ON
    known.build_date = failures.build_date
    AND known.bucket = failures.bucket
    AND known.build_path = failures.build_path
