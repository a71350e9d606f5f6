Optimal partitions of histories into segments with rates of their own, by the number of changes.

The best partition of each beginning of a history with one change more, the change number `change`: the best partition of a
shorter beginning and one segment more. Of whole histories it is the best one so far, as an empty segment at the end changes
nothing. `paths` has the partitions with one change less, `segments` all possible segments. The penalty is the logarithm of
the number of ways to place the changes, C(builds - 1, changes).

{% macro with_one_change_more(paths, segments, change) %}
SELECT
  {{ paths }}.job,
  {{ paths }}.history,
  {{ paths }}.builds,
  {{ segments }}.end_n,
  {{ paths }}.log_likelihood + {{ segments }}.log_likelihood AS log_likelihood,
  {{ paths }}.penalty
  + IF({{ segments }}.start_n = {{ segments }}.end_n, 0.0, LN(({{ segments }}.builds - {{ change }}) / {{ change }})) AS penalty,
  IF(
    {{ segments }}.start_n = {{ segments }}.end_n,
    {{ paths }}.cuts,
    CONCAT({{ paths }}.cuts, ',', CAST({{ segments }}.start_n AS STRING))
  ) AS cuts
FROM
  {{ paths }}
INNER JOIN
  {{ segments }}
  ON
    {{ paths }}.job = {{ segments }}.job
    AND {{ paths }}.history = {{ segments }}.history
    AND {{ paths }}.end_n = {{ segments }}.start_n
WHERE
  TRUE
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY {{ paths }}.job, {{ paths }}.history, {{ segments }}.end_n
    ORDER BY
      ROUND(
        {{ paths }}.log_likelihood + {{ segments }}.log_likelihood - {{ paths }}.penalty
        - IF({{ segments }}.start_n = {{ segments }}.end_n, 0.0, LN(({{ segments }}.builds - {{ change }}) / {{ change }})),
        9
      ) DESC,
      {{ segments }}.start_n = {{ segments }}.end_n DESC,
      {{ paths }}.cuts,
      {{ segments }}.start_n
  ) = 1
{% endmacro %}

Logarithm of the likelihood of `failures` failures in `builds` builds at the rate failures / builds:
k ln(k / n) + (n - k) ln((n - k) / n), which equals k ln k + (n - k) ln(n - k) - n ln n.

{% macro log_likelihood(builds, failures) %}
{{ x_ln_x({{ failures }}) }} + {{ x_ln_x({{ builds }} - {{ failures }}) }} - {{ x_ln_x({{ builds }}) }}
{% endmacro %}
