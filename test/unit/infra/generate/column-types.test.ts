import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeViews, type Relation } from '../../../../infra/generate/reference/relations.ts';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import { GoogleSqlReference } from '../../../support/googlesql-reference.ts';
import { inline } from '../../../views/inline.ts';

const VIEWS = readViews();

/** All cells of the grid make more pairs than the reference implementation takes. */
const CELLS = VIEWS.find(({ name }) => name === 'matrix_cells')?.sql ?? '';
const STAND_INS = { matrix_cells: `SELECT * FROM (\n${CELLS}) LIMIT 1` };

let reference: GoogleSqlReference;
let relations: readonly Relation[];

beforeAll(async () => {
  reference = await GoogleSqlReference.start();
  relations = await describeViews(VIEWS);
});

afterAll(() => reference.close());

/** Outside BigQuery GoogleSQL calls FLOAT64 DOUBLE. */
function openSource(type: string): string {
  return type.replaceAll('FLOAT64', 'DOUBLE');
}

// The page has the types from DuckDB; the owner of the language has the last word on what they are in GoogleSQL.
test.each(VIEWS)('$name has the types that GoogleSQL gives its columns', async ({ name }) => {
  const columns = relations.find((relation) => relation.name === name)?.columns ?? [];
  const [types] = await reference.query(
    inline(VIEWS, {
      file: '',
      about: '',
      view: name,
      tables: {},
      stand_ins: STAND_INS,
      // Without rows there is one of aggregates still.
      columns: columns.map((column) => `TYPEOF(ANY_VALUE(${column.name})) AS ${column.name}`),
      expected: [],
    }),
  );
  expect(Object.fromEntries(columns.map(({ name: of, type }) => [of, openSource(type)]))).toEqual(
    types,
  );
});
