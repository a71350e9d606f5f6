WITH
  -- Readings of builds: all files that one of them saw have the same build_generation. Files that have vanished are not in
  -- the newest one.
  build_readings AS (
    SELECT
      build_date,
      bucket,
      build_path,
      parser_version,
      build_generation,
      MAX(generation) AS newest_file_generation,
      MAX(builds_rows) AS promised,
      LOGICAL_OR(outcome = 'withdrawn') AS is_withdrawn,
      MAX(IF(outcome = 'moved', ingested_at, NULL)) AS moved_at,
      MAX(IF(outcome = 'moved', NULL, ingested_at)) AS read_at
    FROM
      ci_raw.ingested_objects
    WHERE
      build_generation IS NOT NULL
    GROUP BY
      build_date,
      bucket,
      build_path,
      parser_version,
      build_generation
  ),

  newest_build_readings AS (
    SELECT
      *
    FROM
      build_readings
    WHERE
      NOT is_withdrawn
      OR parser_version = 0
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY build_date, bucket, build_path
        ORDER BY newest_file_generation DESC, is_withdrawn DESC, parser_version DESC, build_generation DESC
      ) = 1
  ),

  -- Every generation of a marker counts; only the raw ledger has them all.
  all_readings AS (
    {{ readings_that_may_count(ingested_objects, outcome = 'withdrawn') }}
  ),

  marker_generations AS (
    SELECT
      *
    FROM
      all_readings
    WHERE
      kind = 'version_marker'
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY build_date, bucket, object_name, generation
        ORDER BY outcome = 'withdrawn' DESC, parser_version DESC, ingested_at
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
    -- All files of a build belong to one row of builds.
    SELECT
      'builds' AS table_name,
      build_date,
      bucket,
      build_path AS object_name,
      build_generation AS generation,
      parser_version,
      promised
    FROM
      newest_build_readings
    WHERE
      moved_at IS NULL
      OR read_at > moved_at
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
  )

SELECT
  build_date,
  table_name,
  bucket,
  object_name,
  generation,
  parser_version,
  SUM(promised) AS promised_rows,
  SUM(stored) AS stored_rows
FROM
  row_facts
GROUP BY
  build_date,
  table_name,
  bucket,
  object_name,
  generation,
  parser_version
HAVING
  SUM(promised) > 0
