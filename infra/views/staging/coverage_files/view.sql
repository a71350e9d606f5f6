SELECT
  files.*
FROM
  ci_raw.coverage_files AS files
INNER JOIN
  ci.ingested_objects AS readings
  ON
    files.build_date = readings.build_date
    AND files.bucket = readings.bucket
    AND files.object_name = readings.object_name
    AND files.generation = readings.generation
    AND files.parser_version = readings.parser_version
WHERE
  readings.outcome IN ('parsed', 'salvaged')
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY files.build_date, files.bucket, files.object_name, files.ordinal
    ORDER BY files.generation
  ) = 1
