-- A build without prowjob.json does not tell its settings.
SELECT
  job,
  build_id,
  build_date,
  testgrid_dashboards,
  testgrid_alert_email,
  cpu_request_cores,
  cpu_limit_cores,
  memory_request_bytes,
  memory_limit_bytes
FROM
  ci.builds
WHERE
  {{ is_in_last_28_days(build_date) }}
  AND (ARRAY_LENGTH(testgrid_dashboards) > 0 OR annotations IS NOT NULL OR cpu_request_cores IS NOT NULL)
QUALIFY
  ROW_NUMBER() OVER (PARTITION BY job ORDER BY build_date DESC, started_at DESC, build_id DESC) = 1
