WITH
  leases AS (
    SELECT
      leases.*,
      builds.outcome IN ('failed', 'errored') AS is_failed,
      PERCENTILE_CONT(leases.wait_seconds, 0.5) OVER (
        PARTITION BY leases.resource_type, leases.resource
      ) AS wait_p50_seconds
    FROM
      ci.resource_leases AS leases
    INNER JOIN
      ci.recent_builds AS builds
      ON
        leases.build_date = builds.build_date
        AND leases.bucket = builds.bucket
        AND leases.build_path = builds.build_path
  )

SELECT
  resource_type,
  resource,
  COUNT(*) AS leases,
  COUNTIF(is_acquired) AS acquired,
  COUNTIF(NOT is_acquired) AS not_acquired,
  COUNTIF(COALESCE(NOT is_released, FALSE)) AS never_released,
  COUNTIF(is_failed) AS failed_builds,
  COUNTIF(is_failed) / COUNT(*) AS failure_rate,
  MAX(wait_p50_seconds) AS wait_p50_seconds,
  MAX(wait_seconds) AS wait_max_seconds,
  MAX(build_date) AS last_build_date
FROM
  leases
GROUP BY
  resource_type,
  resource
