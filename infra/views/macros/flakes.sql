Counting flakes.

Whether so many test cases of a build failed, at least 5 and 10 % of those that ran, that its failures have one cause, which
is none of a single test.

{% macro is_mass_failure(failed_tests, failed_phases, run_tests) %}
COALESCE(
  {{ failed_tests }} - {{ failed_phases }} >= 5 AND {{ failed_tests }} - {{ failed_phases }} >= 0.1 * {{ run_tests }},
  FALSE
)
{% endmacro %}

The rate of flakes of `relation`, which has the columns `flakes` and `results`. With few results it approaches one in a
thousand.

{% macro rate_of_flakes(relation) %}
SELECT
  (COALESCE(SUM(flakes), 0) + 1) / (COALESCE(SUM(results), 0) + 1000) AS rate
FROM
  {{ relation }}
{% endmacro %}

The rate of flakes of the rows whose `q_value` is above 0.05: those that do not stand out.

{% macro rate_of_steady(relation) %}
SELECT
  (COALESCE(SUM(flakes), 0) + 1) / (COALESCE(SUM(results), 0) + 1000) AS rate
FROM
  {{ relation }}
WHERE
  q_value > 0.05
{% endmacro %}

The rows of `relation` with the probability of as many flakes by chance, where `background` has the column `rate`.

{% macro with_flake_p_value(relation, background) %}
SELECT
  {{ relation }}.*,
  'flaky_tests' AS family,
  LEAST({{ poisson_tail(flakes, (GREATEST(results, 1) * rate)) }}, 1.0) AS p_value
FROM
  {{ relation }}
CROSS JOIN
  {{ background }}
{% endmacro %}
