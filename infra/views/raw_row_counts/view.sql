-- The filters take every date: the partitioned tables want one.
WITH
  counts AS (
    SELECT
      build_date,
      COUNT(*) AS ingested_objects_rows,
      0 AS builds_rows,
      0 AS test_attempts_rows,
      0 AS version_markers_rows
    FROM
      ci_raw.ingested_objects
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
    UNION ALL
    SELECT
      build_date,
      0 AS ingested_objects_rows,
      COUNT(*) AS builds_rows,
      0 AS test_attempts_rows,
      0 AS version_markers_rows
    FROM
      ci_raw.builds
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
    UNION ALL
    SELECT
      build_date,
      0 AS ingested_objects_rows,
      0 AS builds_rows,
      COUNT(*) AS test_attempts_rows,
      0 AS version_markers_rows
    FROM
      ci_raw.test_attempts
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
    UNION ALL
    SELECT
      build_date,
      0 AS ingested_objects_rows,
      0 AS builds_rows,
      0 AS test_attempts_rows,
      COUNT(*) AS version_markers_rows
    FROM
      ci_raw.version_markers
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
  )

SELECT
  build_date,
  SUM(ingested_objects_rows) AS ingested_objects_rows,
  SUM(builds_rows) AS builds_rows,
  SUM(test_attempts_rows) AS test_attempts_rows,
  SUM(version_markers_rows) AS version_markers_rows
FROM
  counts
GROUP BY
  build_date
