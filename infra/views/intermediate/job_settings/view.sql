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
  ci.recent_builds
WHERE
  COALESCE(testgrid_dashboards, '') != ''
  OR cpu_request_cores IS NOT NULL
  OR memory_request_bytes IS NOT NULL
QUALIFY
  ROW_NUMBER() OVER (PARTITION BY job ORDER BY build_date DESC, position DESC) = 1
