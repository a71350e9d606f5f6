import { expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import type { View } from '../../../shared/ports/warehouse.ts';
import { isRollUp, isSnapshot } from '../../../shared/views/layers.ts';
import { attemptRow, BUILD_DATE } from '../../contracts/warehouse-rows.ts';

const SQL = 'SELECT build_date, COUNT(*) AS n FROM ci.test_results GROUP BY build_date';
const VIEWS: readonly View[] = [
  {
    name: 'test_results',
    layer: 'staging',
    sql: "SELECT build_date, job FROM ci_raw.test_attempts WHERE build_date >= DATE '1970-01-01'",
  },
  { name: 'counts', layer: 'rollups', sql: SQL },
  { name: 'counts_again', layer: 'rollups', sql: SQL },
  { name: 'all_counts', layer: 'snapshots', sql: SQL },
];

test('roll-ups of a date read the stored rows of a view, and snapshots all dates of it', async () => {
  const warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(VIEWS);
  const dates = [BUILD_DATE, '2026-12-24'];
  for (const [index, build_date] of dates.entries()) {
    await warehouse.append('test_attempts', [attemptRow(index, { build_date })]);
    await warehouse.rebuild(VIEWS.filter(isRollUp), [build_date]);
    await warehouse.replaceSnapshots(VIEWS.filter(isSnapshot));
  }
  for (const name of ['counts', 'counts_again', 'all_counts']) {
    const { rows } = await warehouse.query(`SELECT * FROM ${name} ORDER BY build_date`);
    expect(rows).toEqual(dates.map((build_date) => ({ build_date, n: 1 })));
  }
  await warehouse.close();
});
