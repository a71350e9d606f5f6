import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { load } from '../../../functions/load/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { systemClock } from '../../../shared/adapters/local/system-clock.ts';
import { startFunction, type RunningFunction } from '../../emulator/functions.ts';
import { finished, started } from '../../support/build.ts';
import { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { FakeGoogle } from '../../support/fake-google.ts';
import { MASK, QUIET } from '../../support/settings.ts';

const BUILDS = 200;
/** Time that the bucket takes to answer a request about an object. */
const LATENCY_MS = 100;

const placeSchema = z.object({
  bucket: z.string(),
  prefix: z.string(),
  listed: z.number(),
  complete: z.number(),
  read: z.number(),
  failed: z.number(),
  next: z.string().nullable(),
});

const answerSchema = z.object({
  places: z.array(placeSchema).length(1),
  staleness: z.array(z.object({ bucket: z.string(), is_stale: z.boolean() })),
});

const publishedSchema = z.object({
  body: z.object({
    messages: z.array(
      z.object({ data: z.string(), attributes: z.record(z.string(), z.string()).default({}) }),
    ),
  }),
});

let google: FakeGoogle;
let warehouse: DuckDbWarehouse;
let bigQuery: FakeBigQuery;
let running: RunningFunction;

beforeAll(async () => {
  google = await FakeGoogle.start();
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
  bigQuery = await FakeBigQuery.start(warehouse);
  running = await startFunction('reconcile', {
    GOOGLE_CLOUD_PROJECT: 'my-project',
    TOPIC: 'rows',
    BUCKETS: `${google.bucket}/logs/`,
    ANONYMOUS: 'true',
    STORAGE_ENDPOINT: `http://${google.address}`,
    PUBSUB_EMULATOR_HOST: google.address,
    WAREHOUSE: 'bigquery:my-project',
    BIGQUERY_ENDPOINT: bigQuery.endpoint,
    JOBS: 'e2e-*, unit',
    SECONDS: '1',
    MIN_AGE_SECONDS: '0',
  });
});

afterAll(async () => {
  await running.close();
  await bigQuery.close();
  await warehouse.close();
  await google.close();
});

/** Calls the function as Cloud Scheduler does, and loads what it has published. */
async function call() {
  const response = await fetch(running.endpointFor('reconcile'), { method: 'POST' });
  expect(response.status).toBe(200);
  const { places, staleness } = answerSchema.parse(await response.json());
  for (const published of google.published.splice(0)) {
    for (const { data, attributes } of publishedSchema.parse(published).body.messages) {
      const message = { id: '1', data: Buffer.from(data, 'base64'), attributes };
      await load(message, { warehouse, clock: systemClock, logger: QUIET, mask: MASK });
    }
  }
  return { ...z.array(placeSchema).parse(places)[0], staleness };
}

/** Calls the function until it comes to the end of the bucket. */
async function round() {
  const calls = [await call()];
  while (calls.at(-1)?.next !== null) calls.push(await call());
  return calls;
}

/** Returns the sums of the numbers of some calls. */
function sumOf(calls: Awaited<ReturnType<typeof round>>) {
  const sum = { listed: 0, complete: 0, read: 0, failed: 0 };
  for (const { listed = 0, complete = 0, read = 0, failed = 0 } of calls) {
    sum.listed += listed;
    sum.complete += complete;
    sum.read += read;
    sum.failed += failed;
  }
  return sum;
}

const count = async (): Promise<unknown> =>
  (await warehouse.query('SELECT COUNT(*) AS builds FROM builds')).rows[0]?.['builds'];

test('the process reads what is missing in several calls, and answers with numbers', async () => {
  for (let build = 1000; build < 1000 + BUILDS; build++) {
    google.put(`logs/e2e-a/${build}/started.json`, Buffer.from(started()));
    google.put(`logs/e2e-a/${build}/finished.json`, Buffer.from(finished()));
  }
  google.put('logs/other/1/started.json', Buffer.from(started()));
  // A build takes two requests at least, one after the other, and 16 builds are read at once: 80 builds in a second.
  google.objectLatencyMs = LATENCY_MS;
  const first = await round();
  expect(first.length).toBeGreaterThan(1);
  expect(await count()).toBe(BUILDS);
  expect(sumOf(first)).toMatchObject({ read: BUILDS, failed: 0 });
  expect(first.at(-1)?.staleness).toEqual([{ bucket: google.bucket, is_stale: false }]);

  const second = await round();
  const listed = 2 * BUILDS;
  expect(sumOf(second)).toEqual({ listed, complete: listed, read: 0, failed: 0 });
  expect(second[0]).toMatchObject({ bucket: google.bucket, prefix: 'logs/' });
});
