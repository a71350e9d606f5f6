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
    {{ is_of_reading(stored_reports, readings) }}
WHERE
  readings.outcome IN ('parsed', 'salvaged')
