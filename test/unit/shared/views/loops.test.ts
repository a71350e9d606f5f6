import { describe, expect, test } from 'vitest';
import { expandLoops } from '../../../../shared/views/loops.ts';

const LISTS = { tables: ['a', 'b', 'c'], one: ['only'], none: [] };

describe('the body is repeated for each name', () => {
  test('as lines, without the lines of the tags', () => {
    const sql = `SELECT
  {% for table in tables %}
  SUM({{ table }}_rows) AS {{ table }}_sum,
  {% endfor %}
  x
`;
    expect(expandLoops(sql, LISTS)).toBe(`SELECT
  SUM(a_rows) AS a_sum,
  SUM(b_rows) AS b_sum,
  SUM(c_rows) AS c_sum,
  x
`);
  });

  test('with a separator of its own line after each but the last', () => {
    const sql = `  {% for t in tables %}
  SELECT *
  FROM {{ t }}
  {% if not loop.last %}UNION ALL{% endif %}
  {% endfor %}
`;
    expect(expandLoops(sql, LISTS)).toBe(`  SELECT *
  FROM a
  UNION ALL
  SELECT *
  FROM b
  UNION ALL
  SELECT *
  FROM c
`);
  });

  test.each([
    [
      "x IN ({% for t in tables %}'{{ t }}'{% if not loop.last %}, {% endif %}{% endfor %})",
      "x IN ('a', 'b', 'c')",
    ],
    ['[{% for t in one %}{{ t }}{% if not loop.last %}, {% endif %}{% endfor %}]', '[only]'],
    ['[{% for t in none %}{{ t }}{% endfor %}]', '[]'],
    ['{% for t in one %}{{ t }}{% endfor %}{% for u in one %}{{ u }}{% endfor %}', 'onlyonly'],
    ['{% for t in one %}{{ half(t) }} {{ u }}{% endfor %}', '{{ half(t) }} {{ u }}'],
  ])('within a line: %s', (sql, expected) => {
    expect(expandLoops(sql, LISTS)).toBe(expected);
  });
});

test('SQL without a loop stays as it is', () => {
  const sql = "SELECT\n\n  '{% x %}', {{ half(y) }}";
  expect(expandLoops(sql, LISTS)).toBe(sql);
});

test('an unknown list is refused', () => {
  expect(() => expandLoops('{% for t in tabels %}{{ t }}{% endfor %}', LISTS)).toThrow(
    'there is no list tabels to loop over; the lists are tables, one, none',
  );
});
