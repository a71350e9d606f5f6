import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { buildsRow } from '../../contracts/warehouse-rows.ts';
import { startFunction, type RunningFunction } from '../../emulator/functions.ts';
import { refresh } from '../../../functions/refresh/handler.ts';
import { FakeBigQuery } from '../../support/fake-bigquery.ts';

let warehouse: DuckDbWarehouse;
let bigQuery: FakeBigQuery;
let running: RunningFunction;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  const views = readViews();
  await warehouse.deploy(views);
  await warehouse.append('builds', [buildsRow({ job: 'e2e-shop' })]);
  await refresh({ warehouse, views });
  bigQuery = await FakeBigQuery.start(warehouse);
  running = await startFunction('dashboard', {
    WAREHOUSE: 'bigquery:my-project',
    BIGQUERY_ENDPOINT: bigQuery.endpoint,
    MAX_BYTES_BILLED: '20000000000',
  });
});

afterAll(async () => {
  await running.close();
  await bigQuery.close();
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
