import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll, type PollHandlerPorts } from '../../../functions/poll/handler.ts';
import { reconcile } from '../../../functions/reconcile/handler.ts';
import { refresh } from '../../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { StoreUnavailableError } from '../../../shared/errors.ts';
import type { BrowsableStore } from '../../../shared/ports/artifact-store.ts';
import { COMMAND_VIEWS } from '../../support/pipeline-views.ts';
import { ReconciledBucket } from '../../support/reconciled-bucket.ts';

const NEVER = new Promise<never>(() => undefined);

let warehouse: DuckDbWarehouse;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(COMMAND_VIEWS);
});

afterAll(() => warehouse.close());

function portsOf(
  bucket: ReconciledBucket,
  changes: Partial<PollHandlerPorts> = {},
): PollHandlerPorts {
  const { store } = bucket;
  const places = [{ bucket: store.bucket, prefix: 'logs/' }];
  return { ...bucket.ports(), store, requests: () => 0, places, ...changes };
}

async function refreshed(): Promise<void> {
  await refresh({ warehouse, views: COMMAND_VIEWS });
}

test('of a job that is not known the newest build is read, then all that follow', async () => {
  const bucket = new ReconciledBucket('growing', warehouse);
  bucket.putBuilds('j', 1000, 3);
  const ports = portsOf(bucket);
  expect(await poll(ports)).toMatchObject([{ jobs: 1, builds: 1, read: 1, next: null }]);
  await refreshed();
  bucket.putBuilds('j', 1003, 2);
  expect(await poll(ports)).toMatchObject([{ builds: 2, read: 2, failed: 0, next: null }]);
  expect(await bucket.builds()).toBe(3);
});

test('positions of poll and of reconcile are apart', async () => {
  const bucket = new ReconciledBucket('apart', warehouse);
  bucket.putBuilds('a', 1000, 200);
  // Ten milliseconds for each object, and a second for each call.
  bucket.onListed = () => (bucket.now += 10);
  const short = { seconds: 1, places: [{ bucket: 'apart', prefix: 'logs/' }] };
  const [stopped] = await reconcile(bucket.ports(short));
  expect(stopped?.next).toMatch(/^logs\/a\//);
  bucket.onListed = () => undefined;
  expect(await poll(portsOf(bucket))).toMatchObject([{ builds: 1, next: null }]);
  const [continued] = await reconcile(bucket.ports({ places: short.places }));
  expect(continued?.listed).toBeLessThan(400);
  expect(await bucket.builds()).toBe(200);
});

test('a place that cannot be listed does not keep the others from being read', async () => {
  const bucket = new ReconciledBucket('reachable', warehouse);
  bucket.putBuilds('j', 1000);
  const { store } = bucket;
  const listFolders: BrowsableStore['listFolders'] = (of, prefix) => {
    if (of === 'gone') throw new StoreUnavailableError('cannot list gs://gone');
    return store.listFolders(of, prefix);
  };
  const list = store.list.bind(store);
  const open = store.open.bind(store);
  const places = ['gone', 'reachable'].map((of) => ({ bucket: of, prefix: 'logs/' }));
  const ports = portsOf(bucket, { store: { list, open, listFolders }, places });
  await expect(poll(ports)).rejects.toThrow('gs://gone');
  expect(await bucket.builds()).toBe(1);
});

test('an object that ends the function each time is given up, and the others are read', async () => {
  const bucket = new ReconciledBucket('fatal', warehouse);
  bucket.putBuilds('a', 1000);
  bucket.putBuilds('j', 1000);
  const { store } = bucket;
  for (let calls = 0; calls < 5; calls++) {
    const dead = new Promise<void>((resolve) => {
      store.beforeOpen = (name) => {
        if (name.startsWith('logs/j/1000/')) resolve();
      };
    });
    const open: BrowsableStore['open'] = (of, name) =>
      name.startsWith('logs/j/1000/') ? (store.beforeOpen(name), NEVER) : store.open(of, name);
    const list = store.list.bind(store);
    const listFolders = store.listFolders.bind(store);
    const call = poll(portsOf(bucket, { store: { list, open, listFolders } }));
    await Promise.race([call, dead]);
  }
  store.beforeOpen = () => undefined;
  expect(await bucket.builds()).toBe(1);
  const rejected = await bucket.ask(
    "SELECT reason FROM ingested_objects WHERE bucket = @bucket AND outcome = 'rejected' AND object_name LIKE '%finished%'",
  );
  expect(rejected).toEqual([
    { reason: expect.stringContaining('the function poll ended 3 times') },
  ]);
  await refreshed();
  expect(await poll(portsOf(bucket))).toMatchObject([{ builds: 0, read: 0, next: null }]);
});
