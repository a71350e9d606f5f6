Whether a build failed before its tests, or was stopped from outside.

{% macro has_died(failed_phase, death_cause) %}
COALESCE({{ failed_phase }} IN ('clone', 'create', 'build', 'up') OR {{ death_cause }} IN ('eviction', 'timeout'), FALSE)
{% endmacro %}
