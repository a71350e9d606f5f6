Wilson's score interval for a proportion, at 95 % (E. B. Wilson (1927), "Probable inference, the law of succession, and
statistical inference", J. Am. Stat. Assoc. 22). For k successes in n trials it is
(k + z²/2 ± z √(k (n - k) / n + z²/4)) / (n + z²), where z = 1.959963984540054 and z² = 3.8414588206941254.
NULL without trials. The exponents make the literals FLOAT64 in DuckDB as well.

{% macro wilson_lower(successes, trials) %}
(
  {{ successes }} + (
    1.9207294103470627e0
    - 1.959963984540054e0 * SQRT(
      {{ successes }} * ({{ trials }} - {{ successes }}) / NULLIF({{ trials }}, 0) + 0.9603647051735313e0
    )
  )
) / ({{ trials }} + 3.8414588206941254e0)
{% endmacro %}

{% macro wilson_upper(successes, trials) %}
(
  {{ successes }} + (
    1.9207294103470627e0
    + 1.959963984540054e0 * SQRT(
      {{ successes }} * ({{ trials }} - {{ successes }}) / NULLIF({{ trials }}, 0) + 0.9603647051735313e0
    )
  )
) / ({{ trials }} + 3.8414588206941254e0)
{% endmacro %}
