import { afterAll, beforeAll, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import type { ArtifactStore } from '../../../shared/ports/artifact-store.ts';
import { ReconciledBucket } from '../../support/reconciled-bucket.ts';

const NEVER = new Promise<never>(() => undefined);

let warehouse: DuckDbWarehouse;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
});

afterAll(() => warehouse.close());

/** Calls the function, which ends with the opening of some objects: nothing that it does after that is seen. */
async function callThatDiesAt(bucket: ReconciledBucket, names: readonly string[]) {
  let isAlive = true;
  let positions = 0;
  const ports = bucket.ports();
  const dead = new Promise<undefined>((resolve) => {
    bucket.store.beforeOpen = (name) => {
      if (!names.includes(name)) return;
      isAlive = false;
      resolve(undefined);
    };
  });
  const open: ArtifactStore['open'] = async (of, name) => {
    const object = await ports.store.open(of, name);
    return isAlive ? object : await NEVER;
  };
  const publish: typeof ports.bus.publish = async (data, attributes) => {
    if (!isAlive) await NEVER;
    if (Buffer.from(data).includes('"position"')) positions++;
    await ports.bus.publish(data, attributes);
  };
  const store = { list: ports.store.list.bind(ports.store), open };
  const call = reconcile({ ...ports, store, bus: { ...ports.bus, publish } });
  const next = await Promise.race([call.then(([summary]) => summary?.next), dead]);
  return { next, positions };
}

test('an object that ends the function each time is given up, and the others are read', async () => {
  const bucket = new ReconciledBucket('killing', warehouse);
  bucket.putBuilds('j', 1000, 40);
  const files = ['logs/j/1017/finished.json', 'logs/j/1017/started.json'];
  let calls = 0;
  for (;;) {
    calls++;
    const { next, positions } = await callThatDiesAt(bucket, files);
    expect(positions).toBeLessThan(50);
    if (next === null) break;
  }
  // One or two that read objects together, three that read this one alone, and the last.
  expect(calls).toBeGreaterThanOrEqual(5);
  expect(calls).toBeLessThanOrEqual(7);

  expect(await bucket.builds()).toBe(39);
  const rejected = await bucket.ask(
    "SELECT object_name, reason FROM ingested_objects WHERE bucket = @bucket AND outcome = 'rejected' ORDER BY 1",
  );
  const reason = expect.stringContaining('the function reconcile ended 3 times');
  expect(rejected).toEqual(files.map((object_name) => ({ object_name, reason })));
  expect(await reconcile(bucket.ports())).toMatchObject([
    { read: 0, listed: 80, complete: 80, next: null },
  ]);
});

test('a call that is killed is gone on with near the object where it was', async () => {
  const bucket = new ReconciledBucket('killed', warehouse);
  bucket.putBuilds('j', 1000, 400);
  const ports = bucket.ports();
  const offsets: (string | undefined)[] = [];
  const list: ArtifactStore['list'] = (of, options) => {
    offsets.push(options?.startOffset);
    return ports.store.list(of, options);
  };
  // Of each build, five files are looked for, and the reading of one of them never ends.
  let opened = 0;
  const killed = new Promise<void>((resolve) => {
    bucket.store.beforeOpen = () => {
      bucket.now += 25;
      if (++opened === 1200) resolve();
    };
  });
  const open: ArtifactStore['open'] = (of, name) =>
    opened < 1200 ? ports.store.open(of, name) : NEVER;
  void reconcile({ ...ports, store: { list, open } });
  await killed;
  bucket.store.beforeOpen = () => undefined;
  const store = { list, open: ports.store.open.bind(ports.store) };
  const [second] = await reconcile({ ...ports, store });
  expect(second).toMatchObject({ failed: 0, next: null });
  expect(offsets).toEqual([undefined, expect.stringMatching(/^logs\/j\/1[1-3]/)]);
  expect(await bucket.builds()).toBe(400);
});
