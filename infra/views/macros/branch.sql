What a build tests, without the commits: the repositories in its inputs, and the minor version of kOps.

{% macro branch(inputs, kops_version) %}
TRIM(CONCAT(COALESCE(REGEXP_REPLACE({{ inputs }}, r'@[^ ;]+', ''), ''), ' ', COALESCE({{ kops_version }}, '')))
{% endmacro %}
