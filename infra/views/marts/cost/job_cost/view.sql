WITH
  builds AS (
    SELECT
      builds.job,
      builds.cloud,
      builds.cluster,
      builds.outcome,
      builds.duration_seconds / 3600 AS hours,
      settings.cpu_request_cores,
      settings.memory_request_bytes / 1073741824 AS memory_request_gib
    FROM
      ci.recent_builds AS builds
    LEFT JOIN
      ci.job_settings AS settings
      ON builds.job = settings.job
  )

SELECT
  job,
  cloud,
  cluster,
  COUNT(*) AS builds,
  COUNT(hours) AS timed_builds,
  COALESCE(SUM(hours), 0) AS hours,
  MAX(cpu_request_cores) AS cpu_request_cores,
  MAX(memory_request_gib) AS memory_request_gib,
  SUM(hours * cpu_request_cores) AS cpu_core_hours,
  SUM(hours * memory_request_gib) AS memory_gib_hours,
  SUM(hours * cpu_request_cores * IF(COALESCE(outcome, '') = 'passed', 0, 1)) AS cpu_core_hours_not_passed
FROM
  builds
GROUP BY
  job,
  cloud,
  cluster
