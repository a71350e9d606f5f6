WITH
  counts AS (
    SELECT
      job,
      COUNT(*) AS builds,
      COUNTIF(pod_reason = 'OOMKilled') AS out_of_memory_builds,
      COUNTIF(pod_reason = 'Evicted') AS evicted_builds,
      MAX(IF(pod_reason = 'OOMKilled', started_at, NULL)) AS last_out_of_memory_at,
      MAX(IF(pod_reason = 'OOMKilled', url, NULL)) AS example_url
    FROM
      ci.recent_builds
    GROUP BY
      job
  )

SELECT
  counts.job,
  counts.builds,
  counts.out_of_memory_builds,
  counts.evicted_builds,
  counts.last_out_of_memory_at,
  settings.memory_request_bytes,
  settings.memory_limit_bytes,
  settings.cpu_request_cores,
  settings.cpu_limit_cores,
  settings.memory_request_bytes < settings.memory_limit_bytes AS is_request_below_limit,
  counts.example_url
FROM
  counts
LEFT JOIN
  ci.job_settings AS settings
  ON counts.job = settings.job
WHERE
  counts.out_of_memory_builds > 0
  OR counts.evicted_builds > 0
