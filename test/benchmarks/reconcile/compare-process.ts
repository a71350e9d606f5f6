/**
 * Compares a made-up bucket with the ledger of a DuckDB file, if there is one, and prints what it took. A process of its own, so
 * that its memory is that of the comparison.
 *
 * Usage: node compare-process.ts OBJECTS [FILE]
 */
import { compareObjects } from '../../../functions/reconcile/compare-objects.ts';
import { warehouseLedger, type Ledger } from '../../../functions/reconcile/ledger.ts';
import type { ObjectState } from '../../../functions/reconcile/object-state.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { parseDuckDbSettings } from '../../../shared/config/duckdb-config.ts';
import { environment } from '../../../shared/config/environment.ts';
import { SETTINGS } from '../../support/settings.ts';
import type { Comparison } from './measure-reconcile.ts';
import { BUCKET, expectedState, madeBucket, numberOf } from './made-bucket.ts';

const [, , written = '', file] = process.argv;
const objects = Number(written);

const found: Partial<Record<ObjectState, number>> = {};
let [deleted, wrong, mostRows] = [0, 0, 0];

/** Returns the ledger of a warehouse, and counts the rows of each query. */
function countedLedger(warehouse: DuckDbWarehouse): Ledger {
  return warehouseLedger({
    query: async (sql, parameters) => {
      const result = await warehouse.query(sql, parameters);
      mostRows = Math.max(mostRows, result.rows.length);
      return result;
    },
    close: () => Promise.resolve(),
  });
}

const settings = parseDuckDbSettings(environment());
const warehouse = file === undefined ? undefined : await DuckDbWarehouse.open(file, settings);
await warehouse?.deploy(readViews());
const begun = performance.now();
const comparison = {
  source: { store: madeBucket(objects), bucket: BUCKET, prefix: '' },
  ledger: warehouse && countedLedger(warehouse),
  naming: SETTINGS,
  onDeleted: () => {
    deleted++;
  },
};
for await (const { object, state } of compareObjects(comparison, {
  seen: 0,
  otherKinds: 0,
  filtered: 0,
})) {
  found[state] = (found[state] ?? 0) + 1;
  if (warehouse !== undefined && state !== expectedState(numberOf(object))) wrong++;
}
await warehouse?.close();
const result: Comparison = {
  seconds: (performance.now() - begun) / 1000,
  peakMegabytes: process.resourceUsage().maxRSS / 1000,
  ...{ found, deleted, wrong, mostRows },
};
console.log(JSON.stringify(result));
