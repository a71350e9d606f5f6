Terms of likelihoods and of tail probabilities.

x ln x for a count, where 0 ln 0 = 0.

{% macro x_ln_x(count) %}
({{ count }}) * LN(GREATEST({{ count }}, 1))
{% endmacro %}

Upper bound of the probability of k or more events of n where each has the probability p. It is at most the expected
number of ways to pick k events, C(n,k) p^k (union bound), which is at most (n p)^k / k!, and k! > sqrt(2 pi k) (k/e)^k
(H. Robbins (1955), "A remark on Stirling's formula", Am. Math. Monthly 62). The result may exceed 1.

{% macro tail_probability(count, expected_count) %}
IF(
  {{ count }} = 0,
  1.0,
  EXP({{ count }} * (1 + LN({{ expected_count }} / GREATEST({{ count }}, 1))))
  / SQRT(2 * ACOS(-1) * GREATEST({{ count }}, 1))
)
{% endmacro %}
