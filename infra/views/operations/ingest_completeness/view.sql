WITH
  readings_daily AS (
    SELECT
      build_date,
      COUNTIF(kind NOT IN ('event', 'message')) AS objects,
      COUNTIF(outcome = 'parsed') AS parsed,
      COUNTIF(outcome = 'salvaged') AS salvaged,
      COUNTIF(outcome = 'ignored') AS ignored,
      COUNTIF(outcome = 'rejected' AND kind NOT IN ('event', 'message')) AS rejected,
      COUNTIF(kind IN ('event', 'message')) AS unreadable_arrivals
    FROM
      ci.ingested_objects
    GROUP BY
      build_date
  ),

  -- Files of builds that were read by the newest parser version of their build; the other files no longer exist.
  build_files AS (
    SELECT
      *
    FROM
      ci.ingested_objects
    WHERE
      kind IN ({% for kind in build_file_kinds %}'{{ kind }}'{% if not loop.last %}, {% endif %}{% endfor %})
    QUALIFY
      parser_version = MAX(parser_version) OVER (PARTITION BY build_date, bucket, build_path)
  ),

  -- Every generation of a marker counts; only the raw ledger has them all.
  marker_generations AS (
    SELECT
      *
    FROM
      ci_raw.ingested_objects
    WHERE
      kind = 'version_marker'
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY build_date, bucket, object_name, generation
        ORDER BY parser_version DESC, ingested_at
      ) = 1
  ),

  ledger_counts AS (
    {% for table in row_tables %}
    SELECT
      '{{ table }}' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      {{ table }}_rows AS promised
    FROM
      ci.ingested_objects
    {% if not loop.last %}UNION ALL{% endif %}
    {% endfor %}
  ),

  -- The newest reading of an object tells its rows, except for builds and version markers.
  expected_rows AS (
    SELECT
      *
    FROM
      ledger_counts
    WHERE
      table_name NOT IN ('builds', 'version_markers')
    UNION ALL
    -- All files of a build belong to one row of builds, whose generation is the sum of theirs.
    SELECT
      'builds' AS table_name,
      build_date,
      bucket,
      build_path AS object_name,
      SUM(generation) AS generation,
      parser_version,
      1 AS promised
    FROM
      build_files
    GROUP BY
      build_date,
      bucket,
      build_path,
      parser_version
    HAVING
      SUM(builds_rows) > 0
    UNION ALL
    SELECT
      'version_markers' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      version_markers_rows AS promised
    FROM
      marker_generations
  ),

  stored_rows AS (
    {% for table in row_tables %}
    SELECT DISTINCT
      '{{ table }}' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      ordinal
    FROM
      ci_raw.{{ table }}
    {% if not loop.last %}UNION ALL{% endif %}
    {% endfor %}
  ),

  -- Expected and stored rows are combined by UNION ALL instead of a join, so that a filter on the date reaches each
  -- table.
  row_facts AS (
    SELECT
      *,
      0 AS stored
    FROM
      expected_rows
    UNION ALL
    SELECT
      * EXCEPT (ordinal),
      0 AS promised,
      1 AS stored
    FROM
      stored_rows
  ),

  object_completeness AS (
    SELECT
      build_date,
      table_name,
      SUM(promised) AS promised_rows,
      SUM(stored) AS stored_rows
    FROM
      row_facts
    GROUP BY
      table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version
    HAVING
      SUM(promised) > 0
  ),

  completeness AS (
    SELECT
      {% for table in row_tables %}
      SUM(IF(table_name = '{{ table }}', promised_rows, 0)) AS {{ table }}_promised,
      SUM(IF(table_name = '{{ table }}', stored_rows, 0)) AS {{ table }}_stored,
      SUM(IF(table_name = '{{ table }}', GREATEST(promised_rows - stored_rows, 0), 0)) AS {{ table }}_missing,
      {% endfor %}
      build_date
    FROM
      object_completeness
    GROUP BY
      build_date
  ),

  -- Seconds from the writing of each generation of an object until it was first read; later readings do not count.
  lags AS (
    SELECT
      build_date,
      (UNIX_MICROS(MIN(ingested_at)) - UNIX_MICROS(MIN(updated_at))) / 1000000 AS lag_seconds
    FROM
      ci_raw.ingested_objects
    WHERE
      kind NOT IN ('event', 'message')
    GROUP BY
      build_date,
      bucket,
      object_name,
      generation
  ),

  lags_with_median AS (
    SELECT
      build_date,
      lag_seconds,
      PERCENTILE_CONT(lag_seconds, 0.5) OVER (PARTITION BY build_date) AS lag_p50_seconds
    FROM
      lags
  ),

  lags_daily AS (
    SELECT
      build_date,
      MAX(lag_p50_seconds) AS lag_p50_seconds,
      MAX(lag_seconds) AS lag_max_seconds
    FROM
      lags_with_median
    GROUP BY
      build_date
  )

SELECT
  readings.build_date,
  readings.objects,
  readings.parsed,
  readings.salvaged,
  readings.ignored,
  readings.rejected,
  readings.unreadable_arrivals,
  {% for table in row_tables %}
  IFNULL(completeness.{{ table }}_promised, 0) AS {{ table }}_promised,
  IFNULL(completeness.{{ table }}_stored, 0) AS {{ table }}_stored,
  IFNULL(completeness.{{ table }}_missing, 0) AS {{ table }}_missing,
  {% endfor %}
  lags.lag_p50_seconds,
  lags.lag_max_seconds
FROM
  readings_daily AS readings
LEFT JOIN
  completeness
  ON readings.build_date = completeness.build_date
LEFT JOIN
  lags_daily AS lags
  ON readings.build_date = lags.build_date
