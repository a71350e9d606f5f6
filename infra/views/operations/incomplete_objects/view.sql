-- An object is read again until it was read three times, and once more a day after the first time, which may have been in the
-- middle of a change of the tables. Then no reading helps.
WITH
  incomplete AS (
    SELECT
      *,
      table_name = 'builds' AS is_build
    FROM
      ci.object_completeness
    WHERE
      stored_rows < promised_rows
  ),

  -- A reading of a build has a row in the ledger for each of its files.
  all_readings AS (
    SELECT
      build_date,
      FALSE AS is_build,
      bucket,
      object_name,
      generation,
      parser_version,
      ingested_at
    FROM
      ci_raw.ingested_objects
    WHERE
      outcome NOT IN ('moved', 'withdrawn')
    UNION ALL
    SELECT
      build_date,
      TRUE AS is_build,
      bucket,
      build_path AS object_name,
      build_generation AS generation,
      parser_version,
      ingested_at
    FROM
      ci_raw.ingested_objects
    WHERE
      outcome NOT IN ('moved', 'withdrawn')
      AND build_generation IS NOT NULL
  ),

  -- Copies of a message have the time of the same reading.
  readings AS (
    SELECT
      build_date,
      is_build,
      bucket,
      object_name,
      generation,
      parser_version,
      COUNT(DISTINCT ingested_at) AS readings,
      MIN(ingested_at) AS first_reading_at,
      MAX(ingested_at) AS newest_reading_at
    FROM
      all_readings
    GROUP BY
      build_date,
      is_build,
      bucket,
      object_name,
      generation,
      parser_version
  )

SELECT
  incomplete.build_date,
  incomplete.table_name,
  incomplete.bucket,
  incomplete.object_name,
  incomplete.generation,
  incomplete.parser_version,
  incomplete.promised_rows,
  incomplete.stored_rows,
  readings.readings,
  readings.newest_reading_at,
  readings.readings >= 3
  AND (
    TIMESTAMP_DIFF(clock.now_at, readings.newest_reading_at, SECOND) < 86400
    OR TIMESTAMP_DIFF(readings.newest_reading_at, readings.first_reading_at, SECOND) >= 86400
  ) AS is_given_up,
  CONCAT(
    CAST(incomplete.promised_rows - incomplete.stored_rows AS STRING),
    ' of ',
    CAST(incomplete.promised_rows AS STRING),
    ' rows of ',
    incomplete.table_name,
    ' are missing after ',
    CAST(readings.readings AS STRING),
    ' readings: the warehouse refused them, or their messages were lost'
  ) AS reason
FROM
  incomplete
INNER JOIN
  readings
  ON
    incomplete.build_date = readings.build_date
    AND incomplete.is_build = readings.is_build
    AND incomplete.bucket = readings.bucket
    AND incomplete.object_name = readings.object_name
    AND incomplete.generation = readings.generation
    AND incomplete.parser_version = readings.parser_version
CROSS JOIN
  ci.clock AS clock
