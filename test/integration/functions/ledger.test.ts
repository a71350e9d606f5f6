import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedRange } from '../../../functions/reconcile/compare-objects.ts';
import { rangesLedger } from '../../../functions/poll/ranges-ledger.ts';
import {
  warehouseLedger,
  type Ledger,
  type LedgerEntry,
} from '../../../functions/reconcile/ledger.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import type { WarehouseReader } from '../../../shared/ports/warehouse.ts';
import type { TableRow } from '../../../shared/schema/tables.ts';
import { completeRow, type CaseRow } from '../../views/case.ts';

const OBJECTS = 12;

let warehouse: DuckDbWarehouse;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy([]);
  const rows: CaseRow[] = [];
  for (let object = 0; object < OBJECTS; object++) {
    const row = { bucket: 'b', object_name: `o-${String(object).padStart(2, '0')}`, kind: 'junit' };
    // Each object has readings of its generations, and a copy of one.
    for (const generation of [1, 2, 2, 3].slice(0, 1 + (object % 4))) {
      rows.push({ ...row, generation, outcome: 'parsed', updated_at: '2026-11-20T12:00:00.000Z' });
    }
  }
  await warehouse.append(
    'ingested_objects',
    rows.map(
      (row) => completeRow('ingested_objects', row) as unknown as TableRow<'ingested_objects'>,
    ),
  );
});

afterAll(() => warehouse.close());

test.each([1, 2, 3, 7, 1000])(
  'the entries are the same with %i rows in a query, each of which returns no more than these',
  async (rowsPerQuery) => {
    let most = 0;
    const counting: WarehouseReader = {
      query: async (sql, parameters) => {
        const result = await warehouse.query(sql, parameters);
        most = Math.max(most, result.rows.length);
        return result;
      },
      close: () => Promise.resolve(),
    };
    const range = { bucket: 'b', prefix: '', first: 'o-01', after: '', last: 'o-10' };
    const entries: LedgerEntry[] = [];
    for await (const entry of warehouseLedger(counting, rowsPerQuery).entries(range))
      entries.push(entry);
    expect(entries.map(({ name, generation }) => `${name} ${generation}`)).toEqual([
      ...['o-01 2', 'o-02 2', 'o-03 3', 'o-04 1', 'o-05 2', 'o-06 2', 'o-07 3', 'o-08 1'],
      ...['o-09 2', 'o-10 2'],
    ]);
    expect(most).toBeLessThanOrEqual(rowsPerQuery);
  },
);

test('many ranges have the same entries together as one by one, in a query for each 50 of them', async () => {
  let queries = 0;
  const counting: WarehouseReader = {
    query: (sql, parameters) => {
      queries++;
      return warehouse.query(sql, parameters);
    },
    close: () => Promise.resolve(),
  };
  const others = Array.from({ length: 108 }, (_, i) => ({ prefix: `p-${String(i)}/` }));
  const own = Array.from({ length: OBJECTS }, (_, i) => ({
    prefix: `o-${String(i).padStart(2, '0')}`,
    // The name of this object comes before the first one of its range.
    ...(i === 5 && { startOffset: 'o-05/' }),
  }));
  const ranges: readonly ListedRange[] = [...own, ...others];
  const entriesOf = async (ledger: Ledger): Promise<readonly LedgerEntry[]> => {
    const entries: LedgerEntry[] = [];
    for (const { prefix, startOffset: first = '' } of ranges) {
      const range = { bucket: 'b', prefix, first, after: '', last: undefined };
      for await (const entry of ledger.entries(range)) entries.push(entry);
    }
    return entries;
  };
  const together = await entriesOf(rangesLedger(counting, ranges));
  expect(queries).toBe(3);
  expect(together).toHaveLength(OBJECTS - 1);
  expect(together).toEqual(await entriesOf(warehouseLedger(warehouse)));
});
