What an outage does to builds.

Whether a build failed before any test ran.

{% macro is_early_failure(outcome, run_tests) %}
{{ outcome }} != 'passed' AND COALESCE({{ run_tests }}, 0) = 0
{% endmacro %}

Whether at least 3 test cases of a build, and 15 % of those that ran, failed.

{% macro has_many_failures(failed_tests, failed_phases, run_tests) %}
COALESCE(
  {{ run_tests }} > 0
  AND {{ failed_tests }} - {{ failed_phases }} >= 3
  AND {{ failed_tests }} - {{ failed_phases }} >= 0.15 * {{ run_tests }},
  FALSE
)
{% endmacro %}

Whether a build says something about outages: it ended, and could be tested.

{% macro tells_of_outages(outcome, is_unmergeable) %}
{{ outcome }} IN ('passed', 'failed', 'errored')
AND NOT {{ is_unmergeable }}
{% endmacro %}
