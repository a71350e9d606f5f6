import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { withStoredSteps } from '../../shared/views/stored-steps.ts';
import { GoogleSqlReference } from '../support/googlesql-reference.ts';
import { expectedRows, readCases } from './case.ts';
import { DuckDbCases } from './duckdb-cases.ts';
import { inline } from './inline.ts';
import { sorted } from './sorted.ts';

const VIEWS = readViews();
const CASES = readCases(new URL('cases/', import.meta.url));

test('every view has cases', () => {
  // Its digest changes with every view; the unit tests of infra/generate check it.
  const tested = new Set([...CASES.map(({ view }) => view), 'roll_up_definitions']);
  expect(VIEWS.filter(({ name }) => !tested.has(name)).map(({ name }) => name)).toEqual([]);
});

describe('on DuckDB', () => {
  const duckDb = new DuckDbCases(VIEWS);

  afterAll(() => duckDb.close());

  test.each(CASES)('$view, $file: $about', async (viewCase) => {
    expect(sorted(await duckDb.answer(viewCase))).toEqual(expectedRows(viewCase));
  });
});

describe('on Google’s reference implementation', () => {
  // As they are deployed on BigQuery.
  const views = withStoredSteps(VIEWS);
  let reference: GoogleSqlReference;

  beforeAll(async () => {
    reference = await GoogleSqlReference.start();
  });

  afterAll(() => reference.close());

  test.each(CASES)('$view, $file: $about', async (viewCase) => {
    const rows = await reference.query(inline(views, viewCase));
    expect(sorted(rows)).toEqual(expectedRows(viewCase));
  });
});

describe('metadata.json', () => {
  let warehouse: DuckDbWarehouse;

  beforeAll(async () => {
    warehouse = await DuckDbWarehouse.open(':memory:');
    await warehouse.deploy(VIEWS);
  });

  afterAll(() => warehouse.close());

  test.each(VIEWS)('of $name describes each of its columns and no other', async (view) => {
    const { columns } = await warehouse.query(`SELECT * FROM ${view.name}`);
    expect(Object.keys(view.columns)).toEqual(columns);
  });
});
