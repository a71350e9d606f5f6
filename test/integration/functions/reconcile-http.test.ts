import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { createReconcileHandler } from '../../../functions/reconcile/handler.ts';
import type { JsonResponse } from '../../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { finished, started } from '../../support/build.ts';
import type { MemoryStore } from '../../support/memory-store.ts';
import { ReconciledBucket } from '../../support/reconciled-bucket.ts';
import { LATER } from '../../support/settings.ts';
import { listen, send } from './server.ts';

const BUILDS = Array.from({ length: 100 }, (_, i) => String(1000 + i));

let warehouse: DuckDbWarehouse;
let store: MemoryStore;
let server: Server;
/** Seconds that pass with each look at the clock. */
let step = 0.01;
let now = LATER.now();

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
  const bucket = new ReconciledBucket('ci-bucket', warehouse);
  ({ store } = bucket);
  const ports = bucket.ports({
    places: [{ bucket: store.bucket, prefix: 'logs/' }],
    jobs: ['j*'],
    seconds: 10,
    clock: { now: () => (now += 1000 * step) },
  });
  http('reconcile', (request: unknown, response: JsonResponse) =>
    createReconcileHandler(ports)(request, response),
  );
  server = await listen(getTestServer('reconcile'));
});

afterAll(async () => {
  server.close();
  await warehouse.close();
});

async function call(): Promise<unknown> {
  const response = await send(server, {});
  expect(response.status).toBe(200);
  const { places } = (await response.json()) as { readonly places: readonly unknown[] };
  expect(places).toHaveLength(1);
  return places[0];
}

const built = async (): Promise<readonly unknown[]> =>
  (await warehouse.query('SELECT build_id FROM builds ORDER BY build_id')).rows.map(
    ({ build_id }) => build_id,
  );

test('each call goes on where the last one stopped, until all is complete', async () => {
  for (const build of BUILDS) {
    store.put(`logs/j/${build}/finished.json`, finished());
    store.put(`logs/j/${build}/started.json`, started());
  }
  store.put('logs/other/9006/started.json', started());
  // An event of this one may be on its way.
  store.put('logs/j/9007/started.json', started(), new Date(now + 3_600_000).toISOString());

  step = 3;
  const first = await call();
  expect(first).toMatchObject({ failed: 0, next: expect.stringMatching(/^logs\/j\/\d/) });
  const some = (await built()).length;
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(BUILDS.length);

  step = 0.01;
  expect(await call()).toMatchObject({ failed: 0, next: null });
  expect(await built()).toEqual(BUILDS);

  const third = await call();
  const day = {
    date: '2026-11-20',
    listed: BUILDS.length,
    complete: BUILDS.length,
    missing: 0,
    deleted: 0,
    completeness: 1,
  };
  expect(third).toMatchObject({
    read: 0,
    next: null,
    found: [
      { ...day, kind: 'finished' },
      { ...day, kind: 'started' },
    ],
  });
});

test('an object that cannot be read fails alone, and is tried again', async () => {
  store.put('logs/j/9008/started.json', started());
  store.put('logs/j/9009/started.json', started());
  store.beforeOpen = (name) => {
    if (name.startsWith('logs/j/9008/')) throw new Error('the network is away');
  };
  expect(await call()).toMatchObject({ read: 1, failed: 1 });
  store.beforeOpen = () => undefined;
  expect(await call()).toMatchObject({ read: 1, failed: 0 });
  expect(await built()).toEqual(expect.arrayContaining(['9008', '9009']));
});

test('positions are no objects in ingest_completeness', async () => {
  const { rows } = await warehouse.query(
    "SELECT SUM(ignored) AS ignored FROM ingest_completeness WHERE build_date >= '1970-01-01'",
  );
  expect(rows).toEqual([{ ignored: 0 }]);
});
