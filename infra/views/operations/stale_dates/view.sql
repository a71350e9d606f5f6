WITH
  counts AS (
    SELECT
      *,
      MAX(build_date) OVER () AS newest_date
    FROM
      ci.raw_row_counts
  ),

  -- Dates that were rebuilt after the snapshots were replaced, or by other definitions of these: a refresh did not end.
  later_dates AS (
    SELECT
      COUNT(*) AS dates
    FROM
      (
        SELECT
          build_date,
          definition,
          snapshots,
          {% for table in raw_tables %}
          {{ table }}_rows{% if not loop.last %},{% endif %}
          {% endfor %}
        FROM
          ci.refreshed_dates
        EXCEPT DISTINCT
        SELECT
          build_date,
          definition,
          snapshots,
          {% for table in raw_tables %}
          {{ table }}_rows{% if not loop.last %},{% endif %}
          {% endfor %}
        FROM
          ci.snapshot_dates
      )
  )

-- Raw rows are only ever added, so equal numbers of rows mean equal rows. Snapshots are replaced after the last date.
SELECT
  counts.build_date
FROM
  counts
CROSS JOIN
  ci.roll_up_definitions AS definitions
CROSS JOIN
  later_dates
LEFT JOIN
  ci.refreshed_dates AS refreshed
  ON counts.build_date = refreshed.build_date
WHERE
  refreshed.build_date IS NULL
  OR definitions.definition != refreshed.definition
  OR (
    counts.build_date = counts.newest_date
    AND (definitions.snapshots != COALESCE(refreshed.snapshots, '') OR later_dates.dates > 0)
  )
  {% for table in raw_tables %}
  OR counts.{{ table }}_rows != refreshed.{{ table }}_rows
  {% endfor %}
