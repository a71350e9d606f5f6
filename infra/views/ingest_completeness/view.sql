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

  -- Files of builds, those beside them that were left unread by the newest readers put aside: they are gone.
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

  -- All files of a build promise the same one row, whose generation is the sum of theirs.
  promised_builds AS (
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

  -- Promises and what is there one below the other instead of joined, so that a filter on the date reaches each table.
  build_facts AS (
    SELECT
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      1 AS promised,
      0 AS stored
    FROM
      promised_builds
    UNION ALL
    SELECT DISTINCT
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      0 AS promised,
      1 AS stored
    FROM
      ci_raw.builds
  ),

  build_completeness AS (
    SELECT
      build_date,
      SUM(promised) AS promised_rows,
      SUM(stored) AS stored_rows
    FROM
      build_facts
    GROUP BY
      build_date,
      bucket,
      object_name,
      generation,
      parser_version
    HAVING
      SUM(promised) > 0
  ),

  builds_daily AS (
    SELECT
      build_date,
      SUM(promised_rows) AS promised_rows,
      SUM(stored_rows) AS stored_rows,
      SUM(GREATEST(promised_rows - stored_rows, 0)) AS missing_rows
    FROM
      build_completeness
    GROUP BY
      build_date
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

  attempt_facts AS (
    SELECT
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
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      0 AS promised,
      1 AS stored
    FROM
      stored_attempts
  ),

  attempt_completeness AS (
    SELECT
      build_date,
      SUM(promised) AS promised_rows,
      SUM(stored) AS stored_rows
    FROM
      attempt_facts
    GROUP BY
      build_date,
      bucket,
      object_name,
      generation,
      parser_version
    HAVING
      SUM(promised) > 0
  ),

  attempts_daily AS (
    SELECT
      build_date,
      SUM(promised_rows) AS promised_rows,
      SUM(stored_rows) AS stored_rows,
      SUM(GREATEST(promised_rows - stored_rows, 0)) AS missing_rows
    FROM
      attempt_completeness
    GROUP BY
      build_date
  ),

  -- Of markers every generation counts, which is in the raw ledger only.
  promised_markers AS (
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

  marker_facts AS (
    SELECT
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      version_markers_rows AS promised,
      0 AS stored
    FROM
      promised_markers
    UNION ALL
    SELECT DISTINCT
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

  marker_completeness AS (
    SELECT
      build_date,
      SUM(promised) AS promised_rows,
      SUM(stored) AS stored_rows
    FROM
      marker_facts
    GROUP BY
      build_date,
      bucket,
      object_name,
      generation,
      parser_version
    HAVING
      SUM(promised) > 0
  ),

  markers_daily AS (
    SELECT
      build_date,
      SUM(promised_rows) AS promised_rows,
      SUM(stored_rows) AS stored_rows,
      SUM(GREATEST(promised_rows - stored_rows, 0)) AS missing_rows
    FROM
      marker_completeness
    GROUP BY
      build_date
  ),

  -- How long each generation of an object waited until it was first read; later readings are no delays.
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
  IFNULL(builds.promised_rows, 0) AS builds_promised,
  IFNULL(builds.stored_rows, 0) AS builds_stored,
  IFNULL(builds.missing_rows, 0) AS builds_missing,
  IFNULL(attempts.promised_rows, 0) AS test_attempts_promised,
  IFNULL(attempts.stored_rows, 0) AS test_attempts_stored,
  IFNULL(attempts.missing_rows, 0) AS test_attempts_missing,
  IFNULL(markers.promised_rows, 0) AS version_markers_promised,
  IFNULL(markers.stored_rows, 0) AS version_markers_stored,
  IFNULL(markers.missing_rows, 0) AS version_markers_missing,
  lags.lag_p50_seconds,
  lags.lag_max_seconds
FROM
  readings_daily AS readings
LEFT JOIN
  builds_daily AS builds
  ON readings.build_date = builds.build_date
LEFT JOIN
  attempts_daily AS attempts
  ON readings.build_date = attempts.build_date
LEFT JOIN
  markers_daily AS markers
  ON readings.build_date = markers.build_date
LEFT JOIN
  lags_daily AS lags
  ON readings.build_date = lags.build_date
