import { expect, test } from 'vitest';
import { ROW_TABLES } from '../../../../shared/schema/row-tables.ts';
import { parseViews } from '../../../../shared/views/described-views.ts';
import { parseMacros } from '../../../../shared/views/macros.ts';

const METADATA = JSON.stringify({ description: 'A view.', columns: { x: 'A number.' } });
const MACROS = parseMacros('{% macro one() %}\n1\n{% endmacro %}');

test('the folder of a view is its layer, and of a mart its topic', () => {
  const sources = [
    { path: 'marts/failures/outages', sql: 'SELECT x FROM ci.builds', metadata: METADATA },
    { path: 'staging/builds', sql: 'SELECT {{ one() }} AS x', metadata: METADATA },
  ];
  expect(parseViews(sources, MACROS)).toEqual([
    {
      name: 'builds',
      layer: 'staging',
      topic: undefined,
      sql: 'SELECT 1 AS x',
      description: 'A view.',
      columns: { x: 'A number.' },
    },
    {
      name: 'outages',
      layer: 'marts',
      topic: 'failures',
      sql: 'SELECT x FROM ci.builds',
      description: 'A view.',
      columns: { x: 'A number.' },
    },
  ]);
});

test('loops over tables are expanded in the SQL and in the columns', () => {
  const sql = 'SELECT{% for table in row_tables %} 1 AS {{ table }}_rows,{% endfor %}';
  const columns = { '{table}_rows': 'Number of rows of {table}.' };
  const metadata = JSON.stringify({ description: 'A view.', columns });
  const [view] = parseViews([{ path: 'staging/counts', sql, metadata }], MACROS);
  const names = ROW_TABLES.map((table) => `${table}_rows`);
  expect(view?.sql).toBe(`SELECT${names.map((name) => ` 1 AS ${name},`).join('')}`);
  expect(Object.keys(view?.columns ?? {})).toEqual(names);
});

test('inherited columns come first', () => {
  const metadata = JSON.stringify({
    description: 'A view.',
    inherits: 'builds',
    columns: { x: 'A number.' },
  });
  const [view] = parseViews([{ path: 'staging/builds', sql: 'SELECT 1', metadata }], MACROS);
  const names = Object.keys(view?.columns ?? {});
  expect(names.slice(0, 1)).toEqual(['bucket']);
  expect(names.at(-1)).toBe('x');
});

test.each([
  ['a folder that is not a layer', 'marts/outages', METADATA],
  ['a topic outside the marts', 'staging/topic/builds', METADATA],
  ['an unknown layer', 'gold/builds', METADATA],
  ['a description without a full stop', 'staging/builds', '{"description":"A view","columns":{}}'],
  ['an unknown field', 'staging/builds', '{"description":"A view.","columns":{},"internal":true}'],
])('%s is refused', (_, path, metadata) => {
  expect(() => parseViews([{ path, sql: 'SELECT 1', metadata }], MACROS)).toThrow(
    `infra/views/${path}: `,
  );
});
