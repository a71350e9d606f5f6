WITH
  -- Rows of the newest reading of each report; of a rejected one there are none.
  current_attempts AS (
    SELECT
      attempts.*
    FROM
      ci_raw.test_attempts AS attempts
    INNER JOIN
      ci.ingested_objects AS readings
      ON
        attempts.build_date = readings.build_date
        AND attempts.bucket = readings.bucket
        AND attempts.object_name = readings.object_name
        AND attempts.generation = readings.generation
        AND attempts.parser_version = readings.parser_version
    WHERE
      readings.outcome IN ('parsed', 'salvaged')
  ),

  -- Each row once, however often it was delivered.
  distinct_attempts AS (
    SELECT
      *
    FROM
      current_attempts
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY build_date, bucket, object_name, ordinal
        ORDER BY generation
      ) = 1
  )

SELECT
  *,
  ROW_NUMBER() OVER (
    PARTITION BY build_date, bucket, build_path, test_id
    ORDER BY object_name, ordinal
  ) AS attempt
FROM
  distinct_attempts
