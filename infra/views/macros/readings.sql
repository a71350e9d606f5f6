Whether a row of the ledger is about an object, which the rows of other kinds are not.

{% macro is_of_object(kind) %}
{{ kind }} NOT IN ('event', 'message', 'position')
{% endmacro %}

Whether a row belongs to a reading: the same generation of the same object, read by the same parser version.

{% macro is_of_reading(raw_row, reading) %}
{{ raw_row }}.build_date = {{ reading }}.build_date
AND {{ raw_row }}.bucket = {{ reading }}.bucket
AND {{ raw_row }}.object_name = {{ reading }}.object_name
AND {{ raw_row }}.generation = {{ reading }}.generation
AND {{ raw_row }}.parser_version = {{ reading }}.parser_version
{% endmacro %}

The rows of a raw table that the newest readings of its objects gave, each once, however often it was delivered.

{% macro rows_of_readings(table) %}
SELECT
  raw_rows.*
FROM
  ci_raw.{{ table }} AS raw_rows
INNER JOIN
  ci.ingested_objects AS readings
  ON
    {{ is_of_reading(raw_rows, readings) }}
WHERE
  readings.outcome IN ('parsed', 'salvaged')
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY raw_rows.build_date, raw_rows.bucket, raw_rows.object_name, raw_rows.ordinal
    ORDER BY raw_rows.generation
  ) = 1
{% endmacro %}

The rows of a table with readings of which the newest counts: all but withdrawn ones. A reading is withdrawn if a row with its
key meets `is_withdrawn`; a window finds it, since a filter on dates would not surely reach the other side of a join. Such a row
of parser version 0 is no reading: it stays, to withdraw its generation as read by any version and, except of version markers,
all earlier generations.

{% macro readings_that_may_count(table, is_withdrawn) %}
SELECT
  *
FROM
  ci_raw.{{ table }}
WHERE
  TRUE
QUALIFY
  NOT COALESCE(
    LOGICAL_OR({{ is_withdrawn }} AND parser_version > 0) OVER (
      PARTITION BY build_date, bucket, object_name, generation, parser_version
    ),
    FALSE
  )
{% endmacro %}

Readings that were withdrawn whatever their date, which rows under 1970-01-01 say: the build of an object may move to a date
under which nothing says so. `until` is the order of the newest reading that is withdrawn with all before it.

{% macro withdrawn_under_any_date(table, reading_order) %}
SELECT
  bucket,
  object_name,
  MAX({{ reading_order }}) AS until
FROM
  ci_raw.{{ table }}
WHERE
  build_date = DATE '1970-01-01'
  AND outcome = 'withdrawn'
  AND parser_version = 0
GROUP BY
  bucket,
  object_name
{% endmacro %}

The kind of a test case; rows of older readers have none.

{% macro kind_of_case(case_kind, suite, test_name) %}
COALESCE({{ case_kind }}, IF({{ suite }} = 'kubetest2', IF({{ test_name }} = 'Test', 'summary', 'phase'), 'test'))
{% endmacro %}
