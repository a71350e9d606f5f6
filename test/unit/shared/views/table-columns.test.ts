import { expect, test } from 'vitest';
import { ROW_TABLES } from '../../../../shared/schema/row-tables.ts';
import { expandTableColumns } from '../../../../shared/views/table-columns.ts';

const CONTENT = { first: 'First.', '{table}_a': 'A of {table}.', '{table}_b': 'B of {table}.' };

test('columns of tables are repeated together, in their place, for each table', () => {
  expect(Object.entries(expandTableColumns({ ...CONTENT, last: 'Last.' }))).toEqual([
    ['first', 'First.'],
    ...ROW_TABLES.flatMap((table) => [
      [`${table}_a`, `A of ${table}.`],
      [`${table}_b`, `B of ${table}.`],
    ]),
    ['last', 'Last.'],
  ]);
});

test('a later description of one column replaces the general one and leaves its place', () => {
  const general = expandTableColumns(CONTENT);
  const columns = expandTableColumns({ ...CONTENT, builds_a: 'Something else.' });
  expect(Object.keys(columns)).toEqual(Object.keys(general));
  expect(columns).toEqual({ ...general, builds_a: 'Something else.' });
});

test('columns without a placeholder stay as they are', () => {
  expect(expandTableColumns({ x: 'The {table}.' })).toEqual({ x: 'The {table}.' });
});
