import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refresh } from '../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { TABLE_NAMES, type TableRow } from '../../shared/schema/tables.ts';
import { GoogleSqlReference } from '../support/googlesql-reference.ts';
import {
  completeRow,
  expectedRows,
  questionOf,
  readCases,
  withStandIns,
  type ViewCase,
} from './case.ts';
import { inline } from './inline.ts';
import { sorted } from './sorted.ts';

const VIEWS = readViews();
const CASES = readCases(new URL('cases/', import.meta.url));

let reference: GoogleSqlReference;

beforeAll(async () => {
  reference = await GoogleSqlReference.start();
});

afterAll(() => reference.close());

test('every view has cases', () => {
  // The digest is another with each change; test/roll-ups has what it stands for.
  const tested = new Set([...CASES.map(({ view }) => view), 'roll_up_definitions']);
  expect(VIEWS.filter(({ name }) => !tested.has(name)).map(({ name }) => name)).toEqual([]);
});

describe.each(CASES)('$view, $file: $about', (viewCase) => {
  const wanted = expectedRows(viewCase);

  test('on DuckDB', async () => {
    expect(await onDuckDb(viewCase)).toEqual(wanted);
  });

  test('on Google’s reference implementation', async () => {
    expect(sorted(await reference.query(inline(VIEWS, viewCase)))).toEqual(wanted);
  });
});

describe.each(VIEWS)('$name', ({ name, columns }) => {
  test('has a description for each of its columns, and no other', async () => {
    const warehouse = await DuckDbWarehouse.open(':memory:');
    await warehouse.deploy(VIEWS);
    const result = await warehouse.query(`SELECT * FROM ${name}`);
    await warehouse.close();
    expect(Object.keys(columns)).toEqual(result.columns);
  });
});

async function onDuckDb(viewCase: ViewCase): Promise<readonly object[]> {
  const views = withStandIns(VIEWS, viewCase);
  const warehouse = await DuckDbWarehouse.open(':memory:');
  try {
    await warehouse.deploy(views);
    for (const table of TABLE_NAMES) {
      const rows = (viewCase.tables[table] ?? []).map((row) => completeRow(table, row));
      await warehouse.append(table, rows as unknown as TableRow<typeof table>[]);
    }
    await refresh({ warehouse, views });
    const { rows } = await warehouse.query(questionOf(viewCase, viewCase.view));
    return sorted(rows);
  } finally {
    await warehouse.close();
  }
}
