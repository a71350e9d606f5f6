What a build tests, without the commits: the repositories in its inputs, and the minor version of kOps.

{% macro branch(inputs, kops_version) %}
CONCAT(
  COALESCE(REGEXP_REPLACE({{ inputs }}, r'@[^ ;]+', ''), ''),
  IF({{ kops_version }} IS NULL, '', CONCAT(' ', {{ kops_version }}))
)
{% endmacro %}
