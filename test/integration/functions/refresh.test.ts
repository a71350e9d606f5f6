import { afterEach, beforeEach, expect, test } from 'vitest';
import { refresh } from '../../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { isRollUp } from '../../../shared/views/layers.ts';
import type { TableRow } from '../../../shared/schema/tables.ts';
import { PIPELINE_VIEWS } from '../../support/pipeline-views.ts';
import { loadSimulation } from '../../support/simulated-bucket.ts';
import { withAppend } from '../../support/with-append.ts';
import { completeRow, type CaseRow } from '../../views/case.ts';

/** Which dates are rebuilt, and when, does not depend on what the roll-ups are. */
const VIEWS = PIPELINE_VIEWS;
const DATES = ['2026-11-20', '2026-11-21'];

let warehouse: DuckDbWarehouse;

beforeEach(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(VIEWS);
  await warehouse.append(
    'builds',
    DATES.map((build_date, n) =>
      buildRow({ object_name: `p/${n + 1}/`, build_date, generation: 1 }),
    ),
  );
});

afterEach(async () => {
  await warehouse.close();
});

function buildRow(parts: CaseRow): TableRow<'builds'> {
  return completeRow('builds', parts) as unknown as TableRow<'builds'>;
}

test('dates with new rows are rebuilt, oldest first, and others are not', async () => {
  const told: string[] = [];
  expect(await refresh({ warehouse, views: VIEWS }, (dates) => told.push(...dates))).toEqual(DATES);
  expect(told).toEqual(DATES);
  expect(await refresh({ warehouse, views: VIEWS })).toEqual([]);
  await warehouse.append('builds', [
    buildRow({ object_name: 'p/2/', build_date: '2026-11-21', generation: 3 }),
  ]);
  expect(await refresh({ warehouse, views: VIEWS })).toEqual(['2026-11-21']);
});

test('two refreshes at once give the rows of one', async () => {
  const ports = { warehouse, views: VIEWS };
  const both = await Promise.all([refresh(ports), refresh(ports)]);
  expect(both).toEqual([DATES, DATES]);
  const count = async (): Promise<unknown> =>
    (
      await warehouse.query(
        'SELECT build_date, COUNT(*) AS builds FROM build_readings GROUP BY 1 ORDER BY 1',
      )
    ).rows;
  expect(await count()).toEqual(DATES.map((build_date) => ({ build_date, builds: 1 })));
  expect(await refresh(ports)).toEqual([]);
});

test('after a change of definitions all dates are rebuilt, once', async () => {
  await refresh({ warehouse, views: VIEWS });
  // Like a warehouse that keeps its tables when its views are replaced.
  const older = VIEWS.map((view) =>
    view.name === 'refreshed_dates'
      ? { ...view, sql: `SELECT * REPLACE ('older' AS definition) FROM (${view.sql})` }
      : view,
  );
  await warehouse.rebuild(older.filter(isRollUp), DATES);
  expect(await refresh({ warehouse, views: VIEWS })).toEqual(DATES);
  expect(await refresh({ warehouse, views: VIEWS })).toEqual([]);
});

test('after a change of the definitions of snapshots the newest date is rebuilt, and the snapshots', async () => {
  await refresh({ warehouse, views: VIEWS });
  const older = VIEWS.map((view) =>
    view.name === 'refreshed_dates'
      ? { ...view, sql: `SELECT * REPLACE ('older' AS snapshots) FROM (${view.sql})` }
      : view,
  );
  await warehouse.rebuild(older.filter(isRollUp), DATES);
  expect(await refresh({ warehouse, views: VIEWS })).toEqual(DATES.slice(-1));
  expect(await refresh({ warehouse, views: VIEWS })).toEqual([]);
});

test('a refresh that runs out of time replaces the snapshots, and so does the one that ends with the newest date', async () => {
  const replaced: string[] = [];
  const noting: Warehouse = {
    ...withAppend(warehouse, (table, rows) => warehouse.append(table, rows)),
    rebuild: async (rollUps, dates) => {
      replaced.push(...dates);
      await warehouse.rebuild(rollUps, dates);
    },
    replaceSnapshots: async (snapshots) => {
      replaced.push('snapshots');
      await warehouse.replaceSnapshots(snapshots);
    },
  };
  const late = { warehouse: noting, views: VIEWS, isLate: () => true };
  expect(await refresh(late)).toEqual(DATES.slice(0, 1));
  expect(await refresh(late)).toEqual(DATES.slice(1));
  expect(replaced).toEqual([DATES[0], 'snapshots', DATES[1], 'snapshots']);
});

test('after a refresh with other definitions of snapshots that was killed before it replaced them, the next one does', async () => {
  await refresh({ warehouse, views: VIEWS });
  await warehouse.query("UPDATE ci.snapshot_dates SET snapshots = 'older'");
  expect(await refresh({ warehouse, views: VIEWS })).toEqual(DATES.slice(-1));
  expect(await refresh({ warehouse, views: VIEWS })).toEqual([]);
});

test('after a refresh that was killed behind another one, the snapshots are replaced with the newest date', async () => {
  await refresh({ warehouse, views: VIEWS });
  const late = buildRow({ object_name: 'p/1/', build_date: '2026-11-20', generation: 3 });
  await warehouse.append('builds', [late]);
  // The other refresh has rebuilt the newest date, so that this one would have rebuilt that after the first.
  await warehouse.rebuild(VIEWS.filter(isRollUp), DATES.slice(0, 1));
  expect(await refresh({ warehouse, views: VIEWS })).toEqual(DATES.slice(-1));
  expect(await refresh({ warehouse, views: VIEWS })).toEqual([]);
});

/** Rounds a number for a comparison: the order in which numbers are added changes their last digits. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
}

test('dates that are rebuilt together get the rows that each of them gets alone', async () => {
  const options = { seed: 3, days: 2, endDate: '2026-11-20', scale: 0.01 };
  const { warehouse: simulated } = await loadSimulation(options);
  try {
    const rollUps = readViews().filter(isRollUp);
    const { rows } = await simulated.query('SELECT build_date FROM raw_row_counts ORDER BY 1');
    const dates = rows.map((row) => row['build_date']).filter((date) => typeof date === 'string');
    expect(dates.length).toBeGreaterThan(2);
    const contents = async (): Promise<readonly string[]> => {
      const all: string[] = [];
      for (const { name } of rollUps) {
        const result = await simulated.query(`SELECT * FROM ${name}`);
        all.push(...result.rows.map((row) => `${name} ${JSON.stringify(row, rounded)}`).sort());
      }
      return all;
    };
    const together = await contents();
    expect(together.length).toBeGreaterThan(dates.length * rollUps.length);
    for (const { name } of rollUps) await simulated.query(`TRUNCATE TABLE ci.${name}`);
    for (const date of dates) await simulated.rebuild(rollUps, [date]);
    expect(await contents()).toEqual(together);
  } finally {
    await simulated.close();
  }
});
