SELECT
  build_date,
  {% for table in row_tables %}
  SUM(IF(table_name = '{{ table }}', promised_rows, 0)) AS {{ table }}_promised,
  SUM(IF(table_name = '{{ table }}', stored_rows, 0)) AS {{ table }}_stored,
  SUM(IF(table_name = '{{ table }}', GREATEST(promised_rows - stored_rows, 0), 0)) AS {{ table }}_missing{% if not loop.last %},{% endif %}
  {% endfor %}
FROM
  ci.object_completeness
GROUP BY
  build_date
