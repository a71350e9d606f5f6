import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { refresh } from '../../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { isRollUp } from '../../../shared/views/layers.ts';
import type { TableRow } from '../../../shared/schema/tables.ts';
import { completeRow, type CaseRow } from '../../views/case.ts';

const VIEWS = readViews();
const DATES = ['2026-11-20', '2026-11-21'];

let warehouse: DuckDbWarehouse;

beforeEach(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(VIEWS);
  await warehouse.append(
    'builds',
    DATES.map((build_date, n) => buildRow({ build_date, generation: n + 1 })),
  );
});

afterEach(async () => {
  await warehouse.close();
});

function buildRow(parts: CaseRow): TableRow<'builds'> {
  return completeRow('builds', { object_name: 'p/1/', ...parts }) as unknown as TableRow<'builds'>;
}

test('dates with new rows are rebuilt, oldest first, and others are not', async () => {
  const told: string[] = [];
  expect(await refresh({ warehouse, views: VIEWS }, (date) => told.push(date))).toEqual(DATES);
  expect(told).toEqual(DATES);
  expect(await refresh({ warehouse, views: VIEWS })).toEqual([]);
  await warehouse.append('builds', [buildRow({ build_date: '2026-11-21', generation: 3 })]);
  expect(await refresh({ warehouse, views: VIEWS })).toEqual(['2026-11-21']);
});

test('after a change of definitions all dates are rebuilt, once', async () => {
  await refresh({ warehouse, views: VIEWS });
  // Like a warehouse that keeps its tables when its views are replaced.
  const older = VIEWS.map((view) =>
    view.name === 'refreshed_dates'
      ? { ...view, sql: `SELECT * REPLACE ('older' AS definition) FROM (${view.sql})` }
      : view,
  );
  for (const date of DATES) await warehouse.rebuild(older.filter(isRollUp), date);
  expect(await refresh({ warehouse, views: VIEWS })).toEqual(DATES);
  expect(await refresh({ warehouse, views: VIEWS })).toEqual([]);
});
