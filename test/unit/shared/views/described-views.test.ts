import { expect, test } from '@jest/globals';
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
