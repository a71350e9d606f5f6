import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { AccessDeniedError } from '../../../shared/errors.ts';
import { ReconciledBucket } from '../../support/reconciled-bucket.ts';

const HOUR = 3_600_000;

let warehouse: DuckDbWarehouse;
let bucket: ReconciledBucket;
let buckets = 0;
/** Names of the objects that were opened, and whether access to an object is denied. */
let opened: string[];
let isDenied: (name: string) => boolean;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
});

afterAll(() => warehouse.close());

beforeEach(() => {
  bucket = new ReconciledBucket(`denied-${++buckets}`, warehouse);
  opened = [];
  isDenied = (name) => name.endsWith('finished.json');
  bucket.store.beforeOpen = (name) => {
    opened.push(name);
    if (isDenied(name)) throw new AccessDeniedError(`cannot read ${name}: status 403`);
  };
});

/** Compares the bucket with the ledger, and returns the numbers, and how many objects were opened. */
async function pass() {
  opened = [];
  const [place] = await reconcile(bucket.ports());
  const { listed, complete, denied, read, failed } = { ...place };
  return { listed, complete, denied, read, failed, opened: opened.length };
}

const ledger = (condition: string) =>
  bucket.ask(
    `SELECT object_name, outcome, reason FROM ingested_objects WHERE bucket = @bucket AND ${condition} ORDER BY object_name`,
  );

test('a file of a build to which access is denied does not cause its build to be read in each pass', async () => {
  bucket.putBuilds('j', 1, 3);
  expect(await pass()).toMatchObject({ listed: 6, complete: 0, read: 3, denied: 3, failed: 0 });
  expect(await bucket.builds()).toBe(3);
  expect(await ledger("outcome = 'rejected'")).toEqual(
    [1, 2, 3].map((build) => ({
      object_name: `logs/j/${build}/finished.json`,
      outcome: 'rejected',
      reason: `access is denied: cannot read logs/j/${build}/finished.json: status 403`,
    })),
  );
  expect(await pass()).toMatchObject({ listed: 6, complete: 3, read: 0, denied: 3, opened: 0 });
});

test('an object to which access is denied is tried again after times that double, up to a day', async () => {
  bucket.putBuilds('j', 1);
  isDenied = () => true;
  const hours: number[] = [];
  for (let hour = 0; hour < 60; hour++) {
    if ((await pass()).opened > 0) hours.push(hour);
    bucket.now += HOUR + 60_000;
  }
  expect(hours).toEqual([0, 1, 3, 7, 15, 31, 55]);
});

test('an object to which access was granted is read after that time, and then complete', async () => {
  bucket.putBuilds('j', 1, 2);
  await pass();
  isDenied = () => false;
  expect(await pass()).toMatchObject({ complete: 2, denied: 2, opened: 0 });
  bucket.now += 2 * HOUR;
  expect(await pass()).toMatchObject({ complete: 2, read: 2, denied: 0, failed: 0 });
  expect(await pass()).toMatchObject({ listed: 4, complete: 4, denied: 0, opened: 0 });
  expect(await ledger("outcome != 'parsed'")).toEqual([]);
});

test('a reading is not hidden by a later one that is denied', async () => {
  bucket.putBuilds('j', 1);
  isDenied = () => false;
  await pass();
  bucket.putBuilds('j', 1);
  isDenied = () => true;
  expect(await pass()).toMatchObject({ complete: 0, read: 0 });
  expect(await bucket.builds()).toBe(1);
  expect(await ledger("outcome = 'parsed'")).toHaveLength(2);
  expect(await pass()).toMatchObject({ listed: 2, denied: 2, opened: 0 });
});

test('a file that is denied because it does not exist gets no row', async () => {
  bucket.putBuilds('j', 1);
  isDenied = (name) => name.endsWith('prowjob.json') || name.endsWith('podinfo.json');
  expect(await pass()).toMatchObject({ read: 1, denied: 0 });
  expect(await ledger('TRUE')).toHaveLength(2);
});
