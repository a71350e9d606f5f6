import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueIn } from '../../../functions/dashboard/pages/links.ts';
import type { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { withPrunedWindows } from '../../../shared/views/pruned-windows.ts';
import { DEFINITION_LABEL, definitionDigest } from '../../../shared/views/statements.ts';
import { withStoredSteps } from '../../../shared/views/stored-steps.ts';
import { startFunction } from '../../emulator/functions.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { serveWarehouse } from '../../support/served-warehouse.ts';
import { FakeGoogle } from '../../support/fake-google.ts';
import { FakeWebhook } from '../../support/fake-webhook.ts';

let warehouse: DuckDbWarehouse;
let bigQuery: FakeBigQuery;
let google: FakeGoogle;
let webhook: FakeWebhook;

beforeAll(async () => {
  const served = await serveWarehouse();
  ({ warehouse, bigQuery } = served);
  const { rows } = await warehouse.query(
    'SELECT CAST(first_date AS STRING) AS date FROM history_window',
  );
  const firstDate = valueIn(rows[0] ?? {}, 'date');
  // All views are there as this version has them.
  bigQuery.tables = withStoredSteps(withPrunedWindows(served.views, firstDate)).map((view) => ({
    id: view.name,
    tableReference: { projectId: 'my-project', datasetId: 'ci', tableId: view.name },
    labels: { [DEFINITION_LABEL]: definitionDigest(view) },
  }));
  google = await FakeGoogle.start();
  webhook = await FakeWebhook.start();
});

afterAll(async () => {
  await webhook.stop();
  await google.close();
  await bigQuery.close();
  await warehouse.close();
});

/** Starts the process, with reports that are due all day. */
function start(environment: Readonly<Record<string, string>> = {}) {
  return startFunction('refresh', {
    WAREHOUSE: 'bigquery:my-project',
    BIGQUERY_ENDPOINT: bigQuery.endpoint,
    PAGES_BUCKET: google.bucket,
    STORAGE_EMULATOR_HOST: google.address,
    REPORT_HOUR: '0',
    REPORT_WEBHOOK: webhook.url,
    ...environment,
  });
}

test('the process without stored pages delivers the report alone', async () => {
  const running = await start({ STORED_PAGES: 'false' });
  try {
    const answer: unknown = await (await fetch(running.endpointFor(''), { method: 'POST' })).json();
    expect(answer).toMatchObject({ report: expect.stringMatching(/^reports\//) as unknown });
    expect(answer).not.toHaveProperty('pages');
  } finally {
    await running.close();
  }
  expect(google.names.filter((name) => name.startsWith('pages/'))).toEqual([]);
  for (const name of google.names) google.remove(name);
  webhook.messages.length = 0;
});

test('the process renders pages and delivers the report of the day, once', async () => {
  const running = await start();
  try {
    const call = async (): Promise<unknown> =>
      await (await fetch(running.endpointFor(''), { method: 'POST' })).json();
    expect(await call()).toEqual({
      deployed: [],
      rebuilt_dates: [],
      is_complete: true,
      pages: expect.arrayContaining(['/', '/jobs', '/coverage']) as unknown,
      report: expect.stringMatching(/^reports\/\d{4}-\d\d-\d\d$/) as unknown,
    });
    expect(await call()).toMatchObject({ pages: [] });
  } finally {
    await running.close();
  }
  expect(google.names.filter((name) => name.endsWith('/today.html'))).toHaveLength(1);
  expect(google.types.get('reports/newest.html')).toBe('text/html; charset=utf-8');
  // One for each day: midnight may pass meanwhile.
  const delivered = google.names.filter((name) => name.endsWith('.delivered.txt'));
  expect(webhook.messages).toHaveLength(delivered.length);
});
