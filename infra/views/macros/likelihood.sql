Terms of likelihoods and of tail probabilities.

x ln x for a count, where 0 ln 0 = 0.

{% macro x_ln_x(count) %}
({{ count }}) * LN(GREATEST({{ count }}, 1))
{% endmacro %}

Upper bound of the probability of `count` or more events where `expected` events are expected, for independent events that
are rare. The tail of the Poisson distribution is the term of k events, exp(-m) m^k / k!, times at most
1 + m / (k + 1) + (m / (k + 1))^2 + …, a geometric series. k! > sqrt(2 pi k) (k / e)^k exp(1 / (12 k + 1)): H. Robbins
(1955), "A remark on Stirling's formula", Am. Math. Monthly 62. The tail of the binomial distribution is smaller where
k >= m + 1: T. W. Anderson and S. M. Samuels (1967), "Some inequalities among binomial and Poisson probabilities", Proc.
5th Berkeley Symposium 1. The result may exceed 1 slightly.

{% macro poisson_tail(count, expected) %}
IF(
  {{ count }} = 0 OR {{ expected }} >= {{ count }} + 1,
  1.0,
  EXP({{ count }} * (1 + LN({{ expected }} / GREATEST({{ count }}, 1))) - {{ expected }} - 1 / (12 * {{ count }} + 1))
  / SQRT(2 * ACOS(-1) * GREATEST({{ count }}, 1))
  * ({{ count }} + 1) / GREATEST({{ count }} + 1 - {{ expected }}, 1e-9)
)
{% endmacro %}
