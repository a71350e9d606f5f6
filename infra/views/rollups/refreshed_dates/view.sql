SELECT
  counts.*,
  definitions.definition,
  definitions.snapshots,
  COALESCE(
    {% for table in row_tables %}
    completeness.{{ table }}_missing{% if not loop.last %} +{% endif %}
    {% endfor %}
    ,
    0
  ) AS missing_rows
FROM
  ci.raw_row_counts AS counts
CROSS JOIN
  ci.roll_up_definitions AS definitions
LEFT JOIN
  ci.completeness_daily AS completeness
  ON counts.build_date = completeness.build_date
