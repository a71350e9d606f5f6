Failures of the infrastructure.

Whether the infrastructure failed a build before or beside its tests, so that the failure tells nothing about the code. The
failure of a test does, whatever its message is: a test that often meets a full quota is flaky.

{% macro is_failed_without_tests_by_infra(is_infra_failure, failed_tests, failed_phases) %}
{{ is_infra_failure }} AND COALESCE({{ failed_tests }} - {{ failed_phases }}, 0) = 0
{% endmacro %}

Whether a result is of a build or phase that the infrastructure failed so; without a `case_kind` it is of a build.

{% macro is_result_of_infra(case_kind, is_infra_failure, failed_tests, failed_phases) %}
COALESCE({{ case_kind }}, 'phase') = 'phase'
AND {{ is_failed_without_tests_by_infra({{ is_infra_failure }}, {{ failed_tests }}, {{ failed_phases }}) }}
{% endmacro %}
