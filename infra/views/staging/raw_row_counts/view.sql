-- The filters match every date: the partitioned tables require a filter.
WITH
  counts AS (
    SELECT
      build_date,
      'ingested_objects' AS table_name,
      COUNT(*) AS table_rows
    FROM
      ci_raw.ingested_objects
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
    UNION ALL
    SELECT
      build_date,
      'builds' AS table_name,
      COUNT(*) AS table_rows
    FROM
      ci_raw.builds
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
    UNION ALL
    SELECT
      build_date,
      'test_attempts' AS table_name,
      COUNT(*) AS table_rows
    FROM
      ci_raw.test_attempts
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
    UNION ALL
    SELECT
      build_date,
      'log_findings' AS table_name,
      COUNT(*) AS table_rows
    FROM
      ci_raw.log_findings
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
    UNION ALL
    SELECT
      build_date,
      'version_markers' AS table_name,
      COUNT(*) AS table_rows
    FROM
      ci_raw.version_markers
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
  ),

  markers AS (
    SELECT
      build_date,
      COUNT(*) AS table_rows
    FROM
      ci_raw.version_markers
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
  ),

  counts_by_date AS (
    SELECT
      build_date,
      SUM(IF(table_name = 'ingested_objects', table_rows, 0)) AS ingested_objects_rows,
      SUM(IF(table_name = 'builds', table_rows, 0)) AS builds_rows,
      SUM(IF(table_name = 'test_attempts', table_rows, 0)) AS test_attempts_rows,
      SUM(IF(table_name = 'log_findings', table_rows, 0)) AS log_findings_rows
    FROM
      counts
    GROUP BY
      build_date
  )

-- Builds may test a version from any earlier marker, so the rows of markers are counted up to each date.
SELECT
  counts_by_date.build_date,
  counts_by_date.ingested_objects_rows,
  counts_by_date.builds_rows,
  counts_by_date.test_attempts_rows,
  counts_by_date.log_findings_rows,
  COALESCE(SUM(markers.table_rows), 0) AS version_markers_rows
FROM
  counts_by_date
LEFT JOIN
  markers
  ON counts_by_date.build_date >= markers.build_date
GROUP BY
  counts_by_date.build_date,
  counts_by_date.ingested_objects_rows,
  counts_by_date.builds_rows,
  counts_by_date.test_attempts_rows,
  counts_by_date.log_findings_rows
