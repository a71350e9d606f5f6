{% macro is_in_last_28_days(date) %}
{{ date }} >= (SELECT DATE_SUB(MAX(build_date), INTERVAL 27 DAY) FROM ci.build_daily)
{% endmacro %}
