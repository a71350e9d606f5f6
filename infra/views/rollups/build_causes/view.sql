WITH
  -- An event of the pod comes before any symptom of the log, as it causes them. Of the log's symptoms the last one
  -- counts.
  ranked_symptoms AS (
    SELECT
      build_date,
      bucket,
      build_path,
      class,
      cause,
      ROW_NUMBER() OVER (
        PARTITION BY build_date, bucket, build_path
        ORDER BY IF(source = 'pod_event', 9223372036854775807, last_line_number), symptom DESC
      ) AS place
    FROM
      ci.symptom_daily
    WHERE
      source IN ('log', 'pod_event')
  )

SELECT
  build_date,
  bucket,
  build_path,
  ANY_VALUE(cause HAVING MAX IF(cause IS NULL, NULL, place)) AS cause,
  ANY_VALUE(class HAVING MAX place) AS class
FROM
  ranked_symptoms
GROUP BY
  build_date,
  bucket,
  build_path
