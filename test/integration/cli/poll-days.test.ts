import { afterAll, beforeAll, expect, test } from 'vitest';
import { pollOnce, type PollSummary } from '../../../functions/cli/poll-once.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { InProcessBus } from '../../../shared/adapters/local/in-process-bus.ts';
import { openStore } from '../../../shared/adapters/open-store.ts';
import { StoreUnavailableError } from '../../../shared/errors.ts';
import { finished, started } from '../../support/build.ts';
import { FakeGoogle } from '../../support/fake-google.ts';
import { COMMAND_VIEWS } from '../../support/pipeline-views.ts';
import { SETTINGS } from '../../support/settings.ts';

const HOUR = 3_600_000;

let google: FakeGoogle;
let warehouse: DuckDbWarehouse;
let now = Date.parse('2026-11-02T00:00:00Z');
/** Prow numbers the builds of all jobs in the order of their starts. */
let lastBuild = 1_900_000_000_000_000_000n;

beforeAll(async () => {
  google = await FakeGoogle.start();
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(COMMAND_VIEWS);
});

afterAll(async () => {
  await warehouse.close();
  await google.close();
});

/** Runs a build of a job that has just ended. */
function build(job: string, latest?: string): string {
  const number = String((lastBuild += 1_000_000n));
  const written = { writtenAt: new Date(now).toISOString() };
  const seconds = Math.floor(now / 1000);
  google.put(`logs/${job}/${number}/started.json`, Buffer.from(started(seconds - 600)), written);
  google.put(`logs/${job}/${number}/finished.json`, Buffer.from(finished(true, seconds)), written);
  google.put(`logs/${job}/latest-build.txt`, Buffer.from(latest ?? number), written);
  return number;
}

/** Lets hours pass, in each of which jobs have a build. */
function pass(hours: number, jobs: readonly string[]): void {
  for (let hour = 0; hour < hours; hour++) {
    now += HOUR;
    for (const job of jobs) build(job);
  }
  now += HOUR / 2;
}

async function look(): Promise<PollSummary> {
  const { bucket } = google;
  const options = { bucket, storageEndpoint: `http://${google.address}` };
  const location = { kind: 'gcs', bucket, prefix: 'logs/' } as const;
  const opened = await openStore(location, options);
  const source = { ...opened, written: `gs://${bucket}/logs/`, isSimulated: false };
  const ports = {
    createBus: () => new InProcessBus(),
    clock: { now: () => now },
    views: () => COMMAND_VIEWS,
  };
  return await pollOnce(ports, { source, warehouse, settings: SETTINGS, filter: {} });
}

async function known(job: string): Promise<number> {
  const { rows } = await warehouse.query(
    'SELECT COUNT(*) AS builds FROM builds WHERE job = @job AND outcome = @outcome',
    { job, outcome: 'passed' },
  );
  return Number(rows[0]?.['builds']);
}

test('looks of several days, with a pause, find every build', async () => {
  for (const job of ['a', 'b']) build(job);
  expect(await look()).toMatchObject({ jobs: 2, builds: 2, failed: 0 });
  for (let day = 0; day < 3; day++) {
    pass(24, ['a', 'b']);
    const { builds, requests_per_build } = await look();
    expect(builds).toBe(48);
    expect(requests_per_build).toBeLessThan(20);
  }
  // Nothing new: a request for the jobs, and two for each of them.
  now += HOUR;
  expect(await look()).toMatchObject({ builds: 0, requests: 5 });

  pass(3 * 24, ['a', 'b']);
  expect(await look()).toMatchObject({ builds: 144, failed: 0 });
  expect([await known('a'), await known('b')]).toEqual([1 + 72 + 72, 1 + 72 + 72]);
});

test('a job that is new since the last look is read from its first build', async () => {
  pass(5, ['new']);
  expect(await look()).toMatchObject({ jobs: 3, builds: 5 });
  expect(await known('new')).toBe(5);
});

test('a storm of refusals ends a look, and the next one finds all', async () => {
  pass(6, ['a', 'b']);
  google.intercept = (_request, response) => {
    response.writeHead(429).end();
    return true;
  };
  await expect(look()).rejects.toThrow(StoreUnavailableError);
  // Every third request is refused once.
  let requests = 0;
  google.intercept = (_request, response) => {
    if (++requests % 3 !== 0) return false;
    response.writeHead(429).end();
    return true;
  };
  expect(await look()).toMatchObject({ builds: 12, failed: 0 });
  google.intercept = () => false;
  expect(await known('a')).toBe(1 + 72 + 72 + 6);
});

test('a job that vanishes does not keep the others from being read', async () => {
  for (const name of google.names) if (name.startsWith('logs/b/')) google.remove(name);
  pass(2, ['a']);
  expect(await look()).toMatchObject({ jobs: 2, builds: 2, failed: 0 });
});

test('builds are found though latest-build.txt is no number, empty or missing', async () => {
  const jobs = { garbage: '<html>', empty: '', missing: undefined };
  const counts = async (): Promise<readonly number[]> => {
    now += HOUR;
    for (const [job, latest] of Object.entries(jobs)) {
      build(job, latest);
      if (latest === undefined) google.remove(`logs/${job}/latest-build.txt`);
    }
    await look();
    return await Promise.all(Object.keys(jobs).map(known));
  };
  expect(await counts()).toEqual([1, 1, 1]);
  expect(await counts()).toEqual([2, 2, 2]);
});

test('builds are found after a day though latest-build.txt is not written any more', async () => {
  const first = build('stale');
  now += HOUR / 2;
  await look();
  for (let count = 0; count < 3; count++) {
    now += HOUR;
    build('stale', first);
  }
  await look();
  expect(await known('stale')).toBe(1);
  now += 24 * HOUR;
  expect(await look()).toMatchObject({ failed: 0 });
  expect(await known('stale')).toBe(4);
});
