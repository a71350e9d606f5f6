-- An object cannot be read before it was written, and archives give files times before 2000 that mean nothing.
WITH
  readings AS (
    SELECT
      build_date,
      bucket,
      build_path,
      ingested_at,
      IF(updated_at < TIMESTAMP '2000-01-01', ingested_at, LEAST(updated_at, ingested_at)) AS arrived_at
    FROM
      ci.ingested_objects
    WHERE
      build_path IS NOT NULL
  ),

  readings_by_build AS (
    SELECT
      build_date,
      bucket,
      build_path,
      COUNT(*) AS objects,
      MAX(arrived_at) AS newest_arrival_at,
      MAX(ingested_at) AS newest_reading_at
    FROM
      readings
    GROUP BY
      build_date,
      bucket,
      build_path
  )

SELECT
  readings.build_date,
  readings.bucket,
  readings.build_path,
  readings.objects,
  readings.newest_arrival_at,
  readings.newest_reading_at,
  builds.newest_file_generation,
  builds.generation,
  builds.parser_version
FROM
  readings_by_build AS readings
LEFT JOIN
  ci.builds AS builds
  ON
    readings.build_date = builds.build_date
    AND readings.bucket = builds.bucket
    AND readings.build_path = builds.object_name
