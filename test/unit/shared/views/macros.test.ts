import { describe, expect, test } from 'vitest';
import { expandMacros, parseMacros } from '../../../../shared/views/macros.ts';

const MACROS = parseMacros(`
The ratio of two numbers.

{% macro ratio(part, whole) %}
({{ part }}) / NULLIF({{ whole }}, 0)
{% endmacro %}

{% macro rows_of(relation) %}
SELECT
  *
FROM
  {{ relation }}
{% endmacro %}

{% macro one() %}
1
{% endmacro %}

{% macro percent(part, whole) %}
100 * {{ ratio({{ part }}, {{ whole }}) }}
{% endmacro %}

{% macro again() %}
{{ again() }}
{% endmacro %}
`);

test('macros are read with their parameters', () => {
  expect([...MACROS.keys()]).toEqual(['ratio', 'rows_of', 'one', 'percent', 'again']);
  expect(MACROS.get('ratio')?.parameters).toEqual(['part', 'whole']);
});

describe('a call becomes the body with its arguments', () => {
  test.each([
    ['SELECT {{ ratio(a, b) }} AS x', 'SELECT (a) / NULLIF(b, 0) AS x'],
    ['{{ ratio(a, b) }} {{ one() }}', '(a) / NULLIF(b, 0) 1'],
    ['{{ ratio(a - b, GREATEST(c, 1)) }}', '(a - b) / NULLIF(GREATEST(c, 1), 0)'],
    ["{{ ratio(f(a, ')'), ',') }}", "(f(a, ')')) / NULLIF(',', 0)"],
    ['{{ percent(a, b + 1) }}', '100 * (a) / NULLIF(b + 1, 0)'],
    ["{{ ratio('$&', part) }}", "('$&') / NULLIF(part, 0)"],
  ])('%s', (sql, expected) => {
    expect(expandMacros(sql, MACROS)).toBe(expected);
  });

  test('with the indentation of its line', () => {
    expect(expandMacros('WITH\n  x AS (\n    {{ rows_of(ci.y) }}\n  )', MACROS)).toBe(
      'WITH\n  x AS (\n    SELECT\n      *\n    FROM\n      ci.y\n  )',
    );
  });
});

test('SQL without a call stays as it is', () => {
  const sql = "SELECT '{branch}', REGEXP_CONTAINS(x, r'a{2}[{]{1,2}')";
  expect(expandMacros(sql, MACROS)).toBe(sql);
});

test.each([
  ['{{ ratios(a, b) }}', 'there is no macro ratios in infra/views/macros'],
  ['{{ again() }}', 'there is no macro again in infra/views/macros, or it calls itself'],
  ['{{ ratio(a) }}', 'ratio(part, whole) was called with 1 arguments'],
  ['{{ one(a) }}', 'one() was called with 1 arguments'],
  ['SELECT {{ ratio }}', 'this is not a call of a macro: {{ ratio }}'],
  ['{% if x %}', 'this is not a call of a macro: {% if x %}'],
])('%s is refused', (sql, message) => {
  expect(() => expandMacros(sql, MACROS)).toThrow(message);
});
