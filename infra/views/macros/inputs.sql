Inputs as far as they decide about results: of pull requests their own commits, since the base moves between two tries.

{% macro deciding_inputs(inputs) %}
REGEXP_REPLACE({{ inputs }}, r'(^|; )([^ ;@]+)@[^ ;]+ \+', r'\1\2 +')
{% endmacro %}
