WITH
  recent_failures AS (
    SELECT
      *
    FROM
      ci.clustered_failures
    WHERE
      {{ is_in_last_28_days(build_date) }}
  ),

  -- Failures with the attributes of their builds.
  located AS (
    SELECT
      failures.failure_fingerprint,
      failures.build_date,
      failures.bucket,
      failures.build_path,
      failures.object_name,
      failures.ordinal,
      failures.job,
      failures.build_id,
      failures.test_id,
      failures.test_name,
      failures.message,
      builds.started_at,
      builds.url,
      builds.cloud,
      builds.networking,
      builds.distro,
      builds.architecture,
      builds.kubernetes_version,
      builds.kops_version
    FROM
      recent_failures AS failures
    LEFT JOIN
      ci.recent_builds AS builds
      ON
        failures.build_date = builds.build_date
        AND failures.bucket = builds.bucket
        AND failures.build_path = builds.build_path
  ),

  -- The newest failure is the example, as its build is deleted last.
  ranked AS (
    SELECT
      *,
      ROW_NUMBER() OVER (
        PARTITION BY failure_fingerprint
        ORDER BY
          build_date DESC,
          started_at DESC,
          build_id DESC,
          bucket,
          build_path,
          object_name,
          ordinal
      ) = 1 AS is_example
    FROM
      located
  )

SELECT
  failure_fingerprint,
  COUNT(*) AS failures,
  COUNT(DISTINCT CONCAT(bucket, '/', build_path)) AS builds,
  COUNT(DISTINCT job) AS jobs,
  COUNT(DISTINCT test_id) AS tests,
  COUNT(DISTINCT cloud) AS clouds,
  COUNT(DISTINCT networking) AS networkings,
  COUNT(DISTINCT distro) AS distros,
  COUNT(DISTINCT architecture) AS architectures,
  COUNT(DISTINCT kubernetes_version) AS kubernetes_versions,
  COUNT(DISTINCT kops_version) AS kops_versions,
  MIN(build_date) AS first_seen_date,
  MIN(started_at) AS first_seen_at,
  MAX(build_date) AS last_seen_date,
  MAX(started_at) AS last_seen_at,
  MAX(IF(is_example, message, NULL)) AS example_message,
  MAX(IF(is_example, test_name, NULL)) AS example_test_name,
  MAX(IF(is_example, job, NULL)) AS example_job,
  MAX(IF(is_example, build_id, NULL)) AS example_build_id,
  MAX(IF(is_example, url, NULL)) AS example_url
FROM
  ranked
GROUP BY
  failure_fingerprint
