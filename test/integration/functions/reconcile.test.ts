import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createReconcileHandler,
  reconcile,
  type PlaceSummary,
} from '../../../functions/reconcile/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import type { Logger } from '../../../shared/ports/logger.ts';
import { started } from '../../support/build.ts';
import { ReconciledBucket } from '../../support/reconciled-bucket.ts';

let warehouse: DuckDbWarehouse;
/** Each test has a bucket of its own in the warehouse. */
let bucket: ReconciledBucket;
let buckets = 0;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
});

afterAll(() => warehouse.close());

beforeEach(() => {
  bucket = new ReconciledBucket(`bucket-${++buckets}`, warehouse);
});

test('a listing that takes longer than a call is gone on with, and nothing is taken for deleted that was not listed yet', async () => {
  bucket.putBuilds('other', 1000, 400);
  bucket.putBuilds('wanted', 1, 2);
  await reconcile(bucket.ports());
  bucket.store.remove('logs/wanted/2/finished.json');
  bucket.store.remove('logs/other/1005/finished.json');
  bucket.putBuilds('wanted', 3);

  // A second for each object, and 100 seconds for each call.
  bucket.onListed = () => (bucket.now += 1000);
  const calls: PlaceSummary[] = [];
  do {
    calls.push(...(await reconcile(bucket.ports({ seconds: 100, jobs: ['wanted'] }))));
  } while (calls.at(-1)?.next !== null && calls.length < 30);
  expect(calls.length).toBeGreaterThan(7);
  expect(calls.at(-1)?.next).toBeNull();
  const sum = (key: 'listed' | 'deleted' | 'read') => calls.reduce((all, one) => all + one[key], 0);
  expect({ listed: sum('listed'), deleted: sum('deleted'), read: sum('read') }).toEqual({
    listed: 5,
    deleted: 1,
    read: 1,
  });
  expect(
    await bucket.ask("SELECT build_id FROM builds WHERE bucket = @bucket AND job = 'wanted'"),
  ).toHaveLength(3);
});

test('two calls at once give the rows of one', async () => {
  bucket.putBuilds('j', 1000, 30);
  const both = await Promise.all([reconcile(bucket.ports()), reconcile(bucket.ports())]);
  expect(both.flat().map(({ failed, next }) => ({ failed, next }))).toEqual([
    { failed: 0, next: null },
    { failed: 0, next: null },
  ]);
  expect(await bucket.builds()).toBe(30);
  expect(
    await bucket.ask(
      "SELECT object_name FROM ingested_objects WHERE bucket = @bucket AND outcome != 'parsed'",
    ),
  ).toEqual([]);
  expect(await reconcile(bucket.ports())).toMatchObject([
    { listed: 60, complete: 60, completeness: 1 },
  ]);
});

test('places take turns, and one that cannot be listed does not keep the others from being compared', async () => {
  bucket.putBuilds('j', 1000, 100);
  bucket.store.put('pr-logs/pull/1/j2/5/started.json', started());
  const places = ['logs/', 'pr-logs/'].map((prefix) => ({ bucket: bucket.store.bucket, prefix }));
  bucket.onListed = () => (bucket.now += 1000);
  const short = { places, seconds: 100 };
  const prefixes = [];
  for (let call = 0; call < 4; call++)
    prefixes.push(...(await reconcile(bucket.ports(short))).map(({ prefix }) => prefix));
  expect(prefixes).toContain('pr-logs/');

  bucket.onListed = () => undefined;
  const broken = { bucket: 'broken', prefix: '' };
  const ports = bucket.ports({ places: [broken, ...places] });
  const failing = {
    ...ports,
    store: {
      ...ports.store,
      list: (of: string, options?: object) => {
        if (of === 'broken') throw new Error('no permission');
        return ports.store.list(of, options);
      },
    },
  };
  bucket.putBuilds('new', 77);
  await expect(reconcile(failing)).rejects.toThrow('no permission');
  expect(
    await bucket.ask("SELECT build_id FROM builds WHERE bucket = @bucket AND job = 'new'"),
  ).toHaveLength(1);
});

test('the age of each bucket and the completeness are logged with fields for metrics', async () => {
  bucket.putBuilds('j', 1);
  const entries: object[] = [];
  const logger: Logger = {
    log: (severity, _message, fields) => entries.push({ severity, ...fields }),
  };
  let answer: unknown;
  const handle = createReconcileHandler(bucket.ports({ logger }));
  await handle({}, { json: (body) => (answer = body) });
  const place = { bucket: bucket.store.bucket, prefix: '' };
  const day = { date: '2026-11-20', listed: 2, complete: 0, missing: 2, completeness: 0 };
  expect(answer).toMatchObject({
    places: [{ ...place, listed: 2, incomplete: 2, read: 1, failed: 0, next: null, days: [day] }],
    staleness: [{ bucket: bucket.store.bucket, is_stale: false, reason: 'empty' }],
  });
  const telling = entries.filter((entry) => 'event' in entry);
  expect(telling).toEqual([
    {
      severity: 'INFO',
      event: 'staleness',
      bucket: bucket.store.bucket,
      hours_since_arrival: null,
      hours_since_build: null,
      usual_hours: null,
      allowed_hours: null,
      is_stale: false,
      reason: 'empty',
      stale_jobs: 0,
    },
    {
      severity: 'INFO',
      event: 'completeness',
      ...place,
      ...day,
      stale: 0,
      short: 0,
      older_parser: 0,
      withdrawn: 0,
      given_up: 0,
      denied: 0,
      deleted: 0,
    },
    expect.objectContaining({
      severity: 'INFO',
      event: 'reconcile',
      ...place,
      incomplete: 2,
      given_up: 0,
      completeness: 0,
      read: 1,
      failed: 0,
      next: null,
    }),
  ]);
});
