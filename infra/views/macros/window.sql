The window of the newest 28 days, whose ends are in history_window.

{% macro is_in_last_28_days(date) %}
{{ date }} BETWEEN (SELECT first_date FROM ci.history_window) AND (SELECT last_date FROM ci.history_window)
{% endmacro %}
