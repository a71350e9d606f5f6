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
      kind IN ('started', 'finished', 'prowjob', 'podinfo', 'clone_records')
    QUALIFY
      parser_version = MAX(parser_version) OVER (PARTITION BY build_date, bucket, build_path)
  ),

  -- All files of a build belong to one row of builds, whose generation is the sum of theirs.
  expected_builds AS (
    SELECT
      build_date,
      bucket,
      build_path AS object_name,
      SUM(generation) AS generation,
      parser_version
    FROM
      build_files
    GROUP BY
      build_date,
      bucket,
      build_path,
      parser_version
    HAVING
      SUM(builds_rows) > 0
  ),

  -- Every generation of a marker counts; only the raw ledger has them all.
  expected_markers AS (
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

  stored_attempts AS (
    SELECT DISTINCT
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      ordinal
    FROM
      ci_raw.test_attempts
  ),

  stored_findings AS (
    SELECT DISTINCT
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      ordinal
    FROM
      ci_raw.log_findings
  ),

  -- Expected and stored rows are combined by UNION ALL instead of a join, so that a filter on the date reaches each
  -- table.
  row_facts AS (
    SELECT
      'builds' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      1 AS promised,
      0 AS stored
    FROM
      expected_builds
    UNION ALL
    SELECT DISTINCT
      'builds' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      0 AS promised,
      1 AS stored
    FROM
      ci_raw.builds
    UNION ALL
    SELECT
      'test_attempts' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      test_attempts_rows AS promised,
      0 AS stored
    FROM
      ci.ingested_objects
    UNION ALL
    SELECT
      'test_attempts' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      0 AS promised,
      1 AS stored
    FROM
      stored_attempts
    UNION ALL
    SELECT
      'log_findings' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      log_findings_rows AS promised,
      0 AS stored
    FROM
      ci.ingested_objects
    UNION ALL
    SELECT
      'log_findings' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      0 AS promised,
      1 AS stored
    FROM
      stored_findings
    UNION ALL
    SELECT
      'version_markers' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      version_markers_rows AS promised,
      0 AS stored
    FROM
      expected_markers
    UNION ALL
    SELECT DISTINCT
      'version_markers' AS table_name,
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      0 AS promised,
      1 AS stored
    FROM
      ci_raw.version_markers
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
      build_date,
      SUM(IF(table_name = 'builds', promised_rows, 0)) AS builds_promised,
      SUM(IF(table_name = 'builds', stored_rows, 0)) AS builds_stored,
      SUM(IF(table_name = 'builds', GREATEST(promised_rows - stored_rows, 0), 0)) AS builds_missing,
      SUM(IF(table_name = 'test_attempts', promised_rows, 0)) AS test_attempts_promised,
      SUM(IF(table_name = 'test_attempts', stored_rows, 0)) AS test_attempts_stored,
      SUM(IF(table_name = 'test_attempts', GREATEST(promised_rows - stored_rows, 0), 0)) AS test_attempts_missing,
      SUM(IF(table_name = 'log_findings', promised_rows, 0)) AS log_findings_promised,
      SUM(IF(table_name = 'log_findings', stored_rows, 0)) AS log_findings_stored,
      SUM(IF(table_name = 'log_findings', GREATEST(promised_rows - stored_rows, 0), 0)) AS log_findings_missing,
      SUM(IF(table_name = 'version_markers', promised_rows, 0)) AS version_markers_promised,
      SUM(IF(table_name = 'version_markers', stored_rows, 0)) AS version_markers_stored,
      SUM(IF(table_name = 'version_markers', GREATEST(promised_rows - stored_rows, 0), 0)) AS version_markers_missing
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
  IFNULL(completeness.builds_promised, 0) AS builds_promised,
  IFNULL(completeness.builds_stored, 0) AS builds_stored,
  IFNULL(completeness.builds_missing, 0) AS builds_missing,
  IFNULL(completeness.test_attempts_promised, 0) AS test_attempts_promised,
  IFNULL(completeness.test_attempts_stored, 0) AS test_attempts_stored,
  IFNULL(completeness.test_attempts_missing, 0) AS test_attempts_missing,
  IFNULL(completeness.log_findings_promised, 0) AS log_findings_promised,
  IFNULL(completeness.log_findings_stored, 0) AS log_findings_stored,
  IFNULL(completeness.log_findings_missing, 0) AS log_findings_missing,
  IFNULL(completeness.version_markers_promised, 0) AS version_markers_promised,
  IFNULL(completeness.version_markers_stored, 0) AS version_markers_stored,
  IFNULL(completeness.version_markers_missing, 0) AS version_markers_missing,
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
