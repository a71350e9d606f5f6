import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { startFunction, type RunningFunction } from '../../emulator/functions.ts';
import { Results } from '../../../functions/dashboard/results.ts';
import { storePages } from '../../../functions/dashboard/store-pages.ts';
import { createPageBucket } from '../../../shared/adapters/google/page-bucket.ts';
import { serveWarehouse } from '../../support/served-warehouse.ts';
import { FakeGoogle } from '../../support/fake-google.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';

let warehouse: DuckDbWarehouse;
let bigQuery: FakeBigQuery;
let google: FakeGoogle;
let running: RunningFunction;

beforeAll(async () => {
  ({ warehouse, bigQuery } = await serveWarehouse());
  google = await FakeGoogle.start();
  running = await startDashboard();
});

function startDashboard(): Promise<RunningFunction> {
  return startFunction('dashboard', {
    WAREHOUSE: 'bigquery:my-project',
    BIGQUERY_ENDPOINT: bigQuery.endpoint,
    MAX_BYTES_BILLED: '20000000000',
    PAGES_BUCKET: google.bucket,
    STORAGE_EMULATOR_HOST: google.address,
  });
}

afterAll(async () => {
  await running.close();
  await bigQuery.close();
  await google.close();
  await warehouse.close();
});

test.each([
  { path: '/', type: 'text/html', has: '<title>' },
  { path: '/jobs', type: 'text/html', has: 'e2e-shop' },
  { path: '/metrics', type: 'application/openmetrics-text', has: '# EOF' },
])('the process answers $path from BigQuery', async ({ path, type, has }) => {
  const response = await fetch(new URL(path, running.endpointFor('')));
  expect({ status: response.status, type: response.headers.get('content-type') }).toEqual({
    status: 200,
    type: expect.stringContaining(type) as unknown,
  });
  expect(await response.text()).toContain(has);
  expect([...bigQuery.limits]).toEqual(['20000000000']);
});

test('a page that was stored after the last refresh is shown by the process without a query', async () => {
  const clock = { now: () => Date.now() };
  const query = warehouse.query.bind(warehouse);
  const results = new Results({ query, version: () => Promise.resolve('') }, clock);
  const place = { bucket: google.bucket, apiEndpoint: `http://${google.address}` };
  const ports = { store: createPageBucket(place), results, clock, isLate: () => false };
  expect(await storePages(ports, true)).toContain('/flakes');
  const asked = bigQuery.limits.size;
  bigQuery.limits.clear();
  // A process that has looked before looks again after half a minute.
  const other = await startDashboard();
  try {
    const response = await fetch(new URL('/flakes', other.endpointFor('')));
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toContain('As of <time');
    expect({ asked, now: bigQuery.limits.size }).toEqual({ asked: 1, now: 0 });
  } finally {
    await other.close();
  }
});
