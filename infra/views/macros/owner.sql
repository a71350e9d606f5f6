The special interest group in the name of a Kubernetes test, such as `sig-storage`; NULL if there is none.

{% macro owner(test_name) %}
REGEXP_EXTRACT({{ test_name }}, r'\[(sig-[a-z0-9-]+)\]')
{% endmacro %}
