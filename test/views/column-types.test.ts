import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  documentViews,
  type DocumentedRelation,
} from '../../infra/generate/reference/relations.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { GoogleSqlReference } from '../support/googlesql-reference.ts';
import { inline } from './inline.ts';

const VIEWS = readViews();

/** The cells of the grid have more pairs than the reference implementation can evaluate. */
const CELLS = VIEWS.find(({ name }) => name === 'matrix_cells')?.sql ?? '';
const STAND_INS = { matrix_cells: `SELECT * FROM (\n${CELLS}) LIMIT 1` };

let reference: GoogleSqlReference;
let relations: readonly DocumentedRelation[];

beforeAll(async () => {
  reference = await GoogleSqlReference.start();
  relations = await documentViews(VIEWS);
});

afterAll(() => reference.close());

/** GoogleSQL's name for FLOAT64 outside BigQuery is DOUBLE. */
function openSource(type: string): string {
  return type.replaceAll('FLOAT64', 'DOUBLE');
}

// The reference takes the types from DuckDB; the reference implementation returns those of GoogleSQL.
test.each(VIEWS)('$name has the types that GoogleSQL gives its columns', async ({ name }) => {
  const columns = relations.find((relation) => relation.name === name)?.columns ?? [];
  const [types] = await reference.query(
    inline(VIEWS, {
      file: '',
      about: '',
      view: name,
      tables: {},
      stand_ins: STAND_INS,
      // Aggregates have one row even if the view has none.
      columns: columns.map((column) => `TYPEOF(ANY_VALUE(${column.name})) AS ${column.name}`),
      expected: [],
    }),
  );
  expect(Object.fromEntries(columns.map(({ name: of, type }) => [of, openSource(type)]))).toEqual(
    types,
  );
});
