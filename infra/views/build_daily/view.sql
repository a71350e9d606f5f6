WITH
  -- Builds of which the reports came first are known by them alone.
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
  )

-- A build that does not tell its start stands at the beginning of its day.
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
  -- A job that tests what others have built says in its log what that is: what it checks out is the code of the tests.
  IF(
    builds.pull_number IS NULL AND COALESCE(facts.kops_commit, facts.kops_build) IS NOT NULL,
    CONCAT(
      'kubernetes/kops@',
      COALESCE(facts.kops_commit, facts.kops_build),
      IF(facts.kubernetes_build IS NULL, '', CONCAT('; kubernetes/kubernetes@', facts.kubernetes_build))
    ),
    builds.inputs
  ) AS inputs,
  builds.repo_commit,
  builds.outcome,
  builds.duration_seconds,
  builds.queue_seconds,
  builds.cloud,
  COALESCE(builds.region, facts.region) AS region,
  builds.networking,
  builds.distro,
  builds.architecture,
  builds.kubernetes_version,
  builds.kubernetes_version_from,
  builds.kops_version,
  builds.kops_version_from,
  builds.ip_family,
  facts.kops_build,
  facts.kops_commit,
  facts.kubernetes_build,
  builds.published_marker,
  builds.cluster,
  builds.url,
  tests.passed_tests,
  tests.failed_tests,
  tests.flaky_tests,
  tests.skipped_tests,
  tests.run_tests,
  tests.build_phase,
  tests.up_phase,
  tests.test_phase,
  tests.down_phase,
  builds.pod_reason,
  CASE
    WHEN builds.outcome NOT IN ('failed', 'errored') THEN NULL
    WHEN builds.is_clone_failed THEN 'clone'
    WHEN tests.passed_tests IS NULL THEN 'create'
    WHEN tests.build_phase = 'failed' THEN 'build'
    WHEN tests.up_phase = 'failed' THEN 'up'
    WHEN tests.test_phase = 'failed' OR tests.failed_tests > IF(tests.down_phase = 'failed', 1, 0) THEN 'test'
    WHEN tests.down_phase = 'failed' THEN 'down'
  END AS failed_phase,
  CASE
    WHEN builds.outcome NOT IN ('failed', 'errored') THEN NULL
    WHEN builds.is_clone_failed THEN 'clone'
    WHEN tests.passed_tests IS NULL THEN causes.cause
  END AS death_cause
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
LEFT JOIN
  ci.build_log_facts AS facts
  ON
    known.build_date = facts.build_date
    AND known.bucket = facts.bucket
    AND known.build_path = facts.build_path
LEFT JOIN
  ci.build_causes AS causes
  ON
    known.build_date = causes.build_date
    AND known.bucket = causes.bucket
    AND known.build_path = causes.build_path
