-- Raw rows are only ever added, so equal numbers of rows mean equal rows.
SELECT
  counts.build_date
FROM
  ci.raw_row_counts AS counts
CROSS JOIN
  ci.roll_up_definitions AS definitions
LEFT JOIN
  ci.refreshed_dates AS refreshed
  ON counts.build_date = refreshed.build_date
WHERE
  refreshed.build_date IS NULL
  OR definitions.definition != refreshed.definition
  OR counts.ingested_objects_rows != refreshed.ingested_objects_rows
  OR counts.builds_rows != refreshed.builds_rows
  OR counts.test_attempts_rows != refreshed.test_attempts_rows
  OR counts.log_findings_rows != refreshed.log_findings_rows
  OR counts.version_markers_rows != refreshed.version_markers_rows
