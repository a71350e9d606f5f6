The rows of a raw table that the newest readings of its objects gave, each once, however often it was delivered.

{% macro rows_of_readings(table) %}
SELECT
  raw_rows.*
FROM
  ci_raw.{{ table }} AS raw_rows
INNER JOIN
  ci.ingested_objects AS readings
  ON
    raw_rows.build_date = readings.build_date
    AND raw_rows.bucket = readings.bucket
    AND raw_rows.object_name = readings.object_name
    AND raw_rows.generation = readings.generation
    AND raw_rows.parser_version = readings.parser_version
WHERE
  readings.outcome IN ('parsed', 'salvaged')
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY raw_rows.build_date, raw_rows.bucket, raw_rows.object_name, raw_rows.ordinal
    ORDER BY raw_rows.generation
  ) = 1
{% endmacro %}
