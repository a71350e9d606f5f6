WITH
  -- Files of builds that the newest reading of their build saw, all of which have its time; other files no longer exist.
  build_files AS (
    SELECT
      *
    FROM
      ci.ingested_objects
    WHERE
      kind IN ({% for kind in build_file_kinds %}'{{ kind }}'{% if not loop.last %}, {% endif %}{% endfor %})
    QUALIFY
      RANK() OVER (
        PARTITION BY build_date, bucket, build_path
        ORDER BY parser_version DESC, ingested_at DESC
      ) = 1
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
