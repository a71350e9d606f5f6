-- What ended the pod is the cause of all that its log complains of; of what the log says the last counts.
SELECT
  build_date,
  bucket,
  build_path,
  ANY_VALUE(cause HAVING MAX IF(source = 'pod_event', 9223372036854775807, last_line_number)) AS cause,
  LOGICAL_OR(class = 'infra') AS has_infra_symptom
FROM
  ci.symptom_daily
WHERE
  source IN ('log', 'pod_event')
  AND cause IS NOT NULL
GROUP BY
  build_date,
  bucket,
  build_path
