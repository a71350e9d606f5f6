WITH
  stored_reports AS (
    SELECT
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      COUNT(*) > COUNT(DISTINCT ordinal) AS has_duplicates
    FROM
      ci_raw.test_attempts
    GROUP BY
      build_date,
      bucket,
      object_name,
      generation,
      parser_version
  )

SELECT
  stored_reports.*,
  readings.root_element
FROM
  stored_reports
INNER JOIN
  ci.ingested_objects AS readings
  ON
    stored_reports.build_date = readings.build_date
    AND stored_reports.bucket = readings.bucket
    AND stored_reports.object_name = readings.object_name
    AND stored_reports.generation = readings.generation
    AND stored_reports.parser_version = readings.parser_version
WHERE
  readings.outcome IN ('parsed', 'salvaged')
