import { expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { attemptRow } from '../../contracts/warehouse-rows.ts';

test('a flood of appends, which gather for their commits, and single ones after it are stored', async () => {
  const warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy([]);
  let ordinal = 0;
  const flood = (appends: number) =>
    Promise.all(
      Array.from({ length: appends }, () =>
        warehouse.append('test_attempts', [attemptRow(ordinal++)]),
      ),
    );
  for (const appends of [1, 40, 900, 3, 1]) await flood(appends);
  const last = flood(40);
  const next = flood(2);
  await Promise.all([last, next]);
  const { rows } = await warehouse.query(
    "SELECT COUNT(DISTINCT ordinal) AS n FROM ci_raw.test_attempts WHERE build_date >= '1970-01-01'",
  );
  expect(rows).toEqual([{ n: ordinal }]);
  await warehouse.close();
});
