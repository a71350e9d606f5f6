import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finished, started } from '../../support/build.ts';
import { objects, runPipeline } from './run.ts';

const HOUR = 3600;
const now = Math.floor(Date.now() / 1000);

let folder: string;

async function put(name: string, body: string): Promise<void> {
  const path = join(folder, 'bucket', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}

/** Writes a build that has finished, as the newest one of its job. */
async function finish(job: string, build: string, age: number): Promise<void> {
  await put(`logs/${job}/${build}/started.json`, started(now - age));
  await put(`logs/${job}/${build}/finished.json`, finished(true, now - age + 60));
  await put(`logs/${job}/latest-build.txt`, build);
}

async function poll(...options: readonly string[]) {
  const warehouse = ['--warehouse', join(folder, 'w.duckdb')];
  const source = join(folder, 'bucket');
  const ran = await runPipeline(
    'poll',
    source,
    '--once',
    '--format',
    'ndjson',
    ...warehouse,
    ...options,
  );
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return objects(ran.stdout)[0];
}

async function outcomes(): Promise<readonly string[]> {
  const sql = 'SELECT job, build_id, outcome FROM builds ORDER BY job, build_id';
  const { stdout } = await runPipeline(
    ...['query', sql, '--format', 'ndjson', '--warehouse', join(folder, 'w.duckdb')],
  );
  return objects(stdout).map((row) => Object.values(row).join(' '));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-poll-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('of jobs that are not known, the newest builds are read; then all that follow, and the end of those that ran', async () => {
  await finish('kops-a', '1000', 50 * HOUR);
  await finish('kops-a', '1001', 40 * HOUR);
  await finish('other', '2000', 40 * HOUR);
  expect(await poll('--jobs', 'kops-*')).toMatchObject({
    jobs: 1,
    listed_jobs: 1,
    builds: 1,
    objects: 2,
    failed: 0,
  });
  expect(await outcomes()).toEqual(['kops-a 1001 passed']);

  // A build runs while younger ones begin and end.
  await put('logs/kops-a/1002/started.json', started(now - 2 * HOUR));
  await finish('kops-a', '1003', HOUR);
  await finish('kops-b', '3000', HOUR);
  expect(await poll('--jobs', 'kops-*')).toMatchObject({ jobs: 2, builds: 3 });
  const running = ['kops-a 1001 passed', 'kops-a 1002 running', 'kops-a 1003 passed'];
  expect(await outcomes()).toEqual([...running, 'kops-b 3000 passed']);
  expect(await poll('--jobs', 'kops-*')).toMatchObject({ builds: 0, requests_per_build: null });

  await put('logs/kops-a/1002/finished.json', finished(false, now));
  expect(await poll('--jobs', 'kops-*')).toMatchObject({ builds: 1 });
  expect(await outcomes()).toContain('kops-a 1002 failed');
});

test('numbers that get longer are no hindrance, and --since reads the history of a job', async () => {
  await finish('kops-a', '998', 50 * HOUR);
  await finish('kops-a', '999', 40 * HOUR);
  await poll('--since', '2026-01-01');
  expect(await outcomes()).toEqual(['kops-a 998 passed', 'kops-a 999 passed']);
  await finish('kops-a', '1000', HOUR);
  await poll();
  expect(await outcomes()).toContain('kops-a 1000 passed');
});

test('a source whose jobs are elsewhere is an error', async () => {
  const ran = await runPipeline('poll', 'gs://some-bucket/pr-logs/', '--once');
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('gs://some-bucket/logs/') });
});
