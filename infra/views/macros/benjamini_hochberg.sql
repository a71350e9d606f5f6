Correction of p-values for the number of tests: Y. Benjamini and Y. Hochberg (1995), "Controlling the false discovery
rate", JRSS B 57. The q-value of a test is the smallest p m / rank of all p-values from its own upwards, where m is the
number of tests in the family. Tests with the same p-value have the rank of the last of them.

The rows of `relation`, which has a column `p_value`, with the column `q_value` added. Each family of tests is corrected
separately; `family` names a column.

{% macro with_q_value(relation, family) %}
SELECT
  * EXCEPT (tests, p_value_rank),
  MIN(p_value * tests / p_value_rank) OVER (PARTITION BY {{ family }} ORDER BY p_value DESC) AS q_value
FROM
  (
    SELECT
      *,
      COUNT(*) OVER (PARTITION BY {{ family }}) AS tests,
      COUNT(*) OVER (PARTITION BY {{ family }} ORDER BY p_value) AS p_value_rank
    FROM
      {{ relation }}
  )
{% endmacro %}
