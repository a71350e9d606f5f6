-- The filters match every date: the partitioned tables require a filter.
WITH
  counts AS (
    {% for table in raw_tables %}
    SELECT
      build_date,
      '{{ table }}' AS table_name,
      COUNT(*) AS table_rows
    FROM
      ci_raw.{{ table }}
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date
    {% if not loop.last %}UNION ALL{% endif %}
    {% endfor %}
  ),

  counts_by_date AS (
    SELECT
      build_date,
      {% for table in raw_tables %}
      SUM(IF(table_name = '{{ table }}', table_rows, 0)) AS {{ table }}_rows{% if not loop.last %},{% endif %}
      {% endfor %}
    FROM
      counts
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

  -- Builds may test a version from any earlier marker, so the rows of markers are counted up to each date.
  markers_until_date AS (
    SELECT
      counts_by_date.build_date,
      SUM(markers.table_rows) AS table_rows
    FROM
      counts_by_date
    INNER JOIN
      markers
      ON counts_by_date.build_date >= markers.build_date
    GROUP BY
      counts_by_date.build_date
  )

SELECT
  counts_by_date.* REPLACE (IFNULL(markers_until_date.table_rows, 0) AS version_markers_rows)
FROM
  counts_by_date
LEFT JOIN
  markers_until_date
  ON counts_by_date.build_date = markers_until_date.build_date
