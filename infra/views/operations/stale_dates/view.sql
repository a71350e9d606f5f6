WITH
  counts AS (
    SELECT
      *,
      MAX(build_date) OVER () AS newest_date
    FROM
      ci.raw_row_counts
  )

-- Raw rows are only ever added, so equal numbers of rows mean equal rows. Snapshots are replaced after the last date.
SELECT
  counts.build_date
FROM
  counts
CROSS JOIN
  ci.roll_up_definitions AS definitions
LEFT JOIN
  ci.refreshed_dates AS refreshed
  ON counts.build_date = refreshed.build_date
WHERE
  refreshed.build_date IS NULL
  OR definitions.definition != refreshed.definition
  OR (counts.build_date = counts.newest_date AND definitions.snapshots != COALESCE(refreshed.snapshots, ''))
  {% for table in raw_tables %}
  OR counts.{{ table }}_rows != refreshed.{{ table }}_rows
  {% endfor %}
