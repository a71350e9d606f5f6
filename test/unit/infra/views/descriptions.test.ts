import { expect, test } from 'vitest';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import { TABLES } from '../../../../shared/schema/tables.ts';

/** Characters of a description that BigQuery stores, of a table or view and of a column. */
const LIMITS = { table: 16_384, column: 1_024 };

const VIEWS = readViews();

test('BigQuery takes the description of each table and view', () => {
  const descriptions = [...Object.values(TABLES), ...VIEWS].map(({ description }) => description);
  const tooLong = descriptions.filter((text) => text.length > LIMITS.table);
  expect(tooLong).toStrictEqual([]);
});

test('BigQuery takes the description of each column', () => {
  const ofTables = Object.values(TABLES).flatMap(({ schema }) =>
    schema.map(({ name, description }) => [name, description] as const),
  );
  const ofViews = VIEWS.flatMap(({ columns = {} }) => Object.entries(columns));
  const tooLong = [...ofTables, ...ofViews].filter(([, text]) => text.length > LIMITS.column);
  expect(tooLong.map(([name]) => name)).toStrictEqual([]);
});
