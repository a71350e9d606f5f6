import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { RefusedRowsError } from '../../../shared/errors.ts';
import { attemptRow, BUILD_DATE } from '../../contracts/warehouse-rows.ts';

describe('rows that DuckDB refuses', () => {
  let warehouse: DuckDbWarehouse;
  beforeEach(async () => {
    warehouse = await DuckDbWarehouse.open(':memory:');
    await warehouse.deploy([]);
  });
  afterEach(() => warehouse.close());

  const ordinals = async () => {
    const { rows } = await warehouse.query(
      `SELECT ordinal FROM ci_raw.test_attempts WHERE build_date = '${BUILD_DATE}' ORDER BY ordinal`,
    );
    return rows.map((row) => row['ordinal']);
  };

  it('are named with their reasons, and the others are stored', async () => {
    const rows = Array.from({ length: 9 }, (_, ordinal) => attemptRow(ordinal));
    rows[3] = attemptRow(3, { generation: '99999999999999999999' });
    rows[8] = attemptRow(8, { build_date: 'no date' });
    const error: unknown = await warehouse
      .append('test_attempts', rows)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RefusedRowsError);
    expect(error).toMatchObject({
      isTransient: false,
      table: 'test_attempts',
      rows: [
        { index: 3, reason: expect.stringContaining('generation: ') },
        { index: 8, reason: expect.stringContaining('build_date: ') },
      ],
    });
    expect(await ordinals()).toEqual([0, 1, 2, 4, 5, 6, 7]);
  });

  it('do not fail the rows of other appends that share their commit', async () => {
    const appends = await Promise.allSettled([
      warehouse.append('test_attempts', [attemptRow(0)]),
      warehouse.append('test_attempts', [attemptRow(1, { generation: 'none' })]),
      warehouse.append('test_attempts', [attemptRow(2)]),
    ]);
    expect(appends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await ordinals()).toEqual([0, 2]);
  });
});
