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

  -- A build's row may be there without a reading in the ledger, if a function ended between the two.
  facts AS (
    SELECT
      build_date,
      bucket,
      build_path,
      1 AS objects,
      arrived_at,
      ingested_at,
      CAST(NULL AS INT64) AS newest_file_generation,
      CAST(NULL AS INT64) AS generation,
      CAST(NULL AS INT64) AS parser_version
    FROM
      readings
    UNION ALL
    SELECT
      build_date,
      bucket,
      object_name AS build_path,
      0 AS objects,
      NULL AS arrived_at,
      NULL AS ingested_at,
      newest_file_generation,
      generation,
      parser_version
    FROM
      ci.builds
  )

SELECT
  build_date,
  bucket,
  build_path,
  SUM(objects) AS objects,
  MAX(arrived_at) AS newest_arrival_at,
  MAX(ingested_at) AS newest_reading_at,
  MAX(newest_file_generation) AS newest_file_generation,
  MAX(generation) AS generation,
  MAX(parser_version) AS parser_version
FROM
  facts
GROUP BY
  build_date,
  bucket,
  build_path
