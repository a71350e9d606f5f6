-- A symptom of the pod comes before any symptom of the log, as it causes them. Of the log's symptoms the decisive one
-- counts.
SELECT
  build_date,
  bucket,
  build_path,
  symptom,
  phase,
  cause,
  class
FROM
  ci.symptom_daily
WHERE
  source IN ('log', 'pod_event')
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY build_date, bucket, build_path
    ORDER BY
      IF(source = 'pod_event', 1, 0) DESC,
      IF(is_decisive, 1, 0) DESC,
      last_line_number DESC,
      symptom
  ) = 1
