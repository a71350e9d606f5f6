import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import { deliver } from '../../../support/deliver.ts';
import { MemoryStore } from '../../../support/memory-store.ts';

const NAME = 'kops/releases/markers/master/latest-ci.txt';
const RELEASES = 'https://storage.googleapis.com/k8s-staging-kops/kops/releases';

let warehouse: DuckDbWarehouse;
let store: MemoryStore;
let buckets = 0;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
});

beforeEach(() => {
  store = new MemoryStore(`bucket-${++buckets}`);
});

afterAll(() => warehouse.close());

const deliverMarker = (): Promise<readonly string[]> => deliver(store, NAME, warehouse);

async function ask(columns: string, view: string) {
  const sql = `SELECT ${columns} FROM ${view} WHERE bucket = '${store.bucket}' ORDER BY generation`;
  return (await warehouse.query(sql)).rows;
}

describe('an event about a marker', () => {
  test('leads to a row for each generation that is read, and old rows stay', async () => {
    store.put(NAME, `${RELEASES}/1.37.0+v1.37.0-1-gaaaaaaaaaa\n`, '2026-11-19T23:59:00.000Z');
    expect(await deliverMarker()).toEqual(['parsed']);
    store.put(NAME, `${RELEASES}/1.37.0+v1.37.0-2-gbbbbbbbbbb\n`, '2026-11-20T00:01:00.000Z');
    expect(await deliverMarker()).toEqual(['parsed']);
    expect(await ask('commit, branch, product, replaced_at', 'version_markers')).toEqual([
      {
        commit: 'aaaaaaaaaa',
        branch: 'master',
        product: 'kops',
        replaced_at: '2026-11-20T00:01:00.000Z',
      },
      { commit: 'bbbbbbbbbb', branch: 'master', product: 'kops', replaced_at: null },
    ]);
    const dates = await ask('build_date, kind, version_markers_rows', 'ingested_objects');
    expect(dates).toEqual([
      { build_date: '2026-11-19', kind: 'version_marker', version_markers_rows: 1 },
      { build_date: '2026-11-20', kind: 'version_marker', version_markers_rows: 1 },
    ]);
  });

  test('leads to one row even if it is delivered several times', async () => {
    store.put(NAME, 'v1.35.2');
    await deliverMarker();
    await deliverMarker();
    expect(await ask('version, product', 'version_markers')).toEqual([
      { version: 'v1.35.2', product: 'kops' },
    ]);
  });

  test('is recorded in the ledger with the reason if the body is not a version', async () => {
    store.put(NAME, '<html></html>');
    expect(await deliverMarker()).toEqual(['rejected']);
    expect(await ask('version', 'version_markers')).toEqual([]);
    expect(await ask('outcome, reason, version_markers_rows', 'ingested_objects')).toEqual([
      { outcome: 'rejected', reason: 'an HTML page, not a version', version_markers_rows: 0 },
    ]);
  });

  test('has no effect if the marker does not exist any more', async () => {
    expect(await deliverMarker()).toEqual([]);
    expect(await ask('kind', 'ingested_objects')).toEqual([]);
  });
});
