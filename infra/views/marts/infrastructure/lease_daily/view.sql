WITH
  leases AS (
    SELECT
      *,
      PERCENTILE_CONT(wait_seconds, 0.5) OVER (PARTITION BY build_date, resource_type) AS wait_p50_seconds
    FROM
      ci.resource_leases
  )

SELECT
  build_date,
  resource_type,
  COUNT(*) AS leases,
  COUNT(DISTINCT CONCAT(bucket, '/', build_path)) AS builds,
  COUNTIF(is_acquired) AS acquired,
  COUNTIF(NOT is_acquired) AS not_acquired,
  COUNTIF(COALESCE(is_released, FALSE)) AS released,
  COUNTIF(COALESCE(NOT is_released, FALSE)) AS never_released,
  COUNT(DISTINCT resource) AS resources,
  SUM(held_seconds) AS held_seconds,
  MAX(wait_p50_seconds) AS wait_p50_seconds,
  MAX(wait_seconds) AS wait_max_seconds
FROM
  leases
GROUP BY
  build_date,
  resource_type
