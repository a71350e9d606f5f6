Inputs as far as they decide about results: of builds of pull requests the repositories, numbers and commits of these, since
the base and other repositories move between two tries.

{% macro deciding_inputs(inputs) %}
IF(
  REGEXP_CONTAINS({{ inputs }}, r' \+[0-9]'),
  REGEXP_REPLACE(
    REGEXP_REPLACE(CONCAT(';', REPLACE({{ inputs }}, '; ', ';;'), ';'), r';[^; ]+;', ''),
    r';([^ ;@]+)@[^ ;]+ ',
    r';\1 '
  ),
  {{ inputs }}
)
{% endmacro %}
