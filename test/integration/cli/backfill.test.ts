import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finished, junit, started } from '../../support/build.ts';
import { objects, runPipeline } from './run.ts';

const LAUNCHER = fileURLToPath(new URL('../../../functions/cli/launch.js', import.meta.url));
const BUILDS = 40;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-backfill-'));
  for (let build = 1; build <= BUILDS; build++) {
    const path = join(folder, 'bucket', 'logs', build % 2 === 0 ? 'even' : 'odd', String(build));
    await mkdir(join(path, 'artifacts'), { recursive: true });
    await writeFile(join(path, 'started.json'), started(1763683200 + 3600 * build));
    await writeFile(
      join(path, 'finished.json'),
      finished(build % 3 > 0, 1763684200 + 3600 * build),
    );
    await writeFile(join(path, 'artifacts', 'junit.xml'), junit('a', `b-${build}:failed`));
  }
});

afterAll(() => rm(folder, { recursive: true }));

const ingest = (warehouse: string, ...options: readonly string[]) => [
  'ingest',
  join(folder, 'bucket'),
  '--warehouse',
  join(folder, warehouse),
  ...options,
];

/** Returns all rows but the times of reading. */
async function rowsOf(warehouse: string): Promise<readonly object[]> {
  const queries = [
    'SELECT * FROM builds ORDER BY object_name',
    'SELECT * FROM test_attempts ORDER BY object_name, ordinal',
    'SELECT * EXCEPT (ingested_at) FROM ingested_objects ORDER BY object_name',
  ];
  const results: object[] = [];
  for (const sql of queries) {
    const query = ['query', sql, '--format', 'ndjson', '--warehouse', join(folder, warehouse)];
    results.push(objects((await runPipeline(...query)).stdout));
  }
  return results;
}

test('a run that is killed in the middle is resumed, and gives the rows of a quiet one', async () => {
  const child = spawn(process.execPath, [LAUNCHER, ...ingest('w.duckdb', '--max-rate', '20')], {
    stdio: 'ignore',
  });
  while (!existsSync(join(folder, 'w.duckdb.wal')) && child.exitCode === null) await sleep(20);
  await sleep(1500);
  child.kill('SIGKILL');
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');

  expect((await runPipeline(...ingest('w.duckdb'))).code).toBe(0);
  expect((await runPipeline(...ingest('quiet.duckdb'))).code).toBe(0);
  const rows = await rowsOf('w.duckdb');
  expect(rows[0]).toHaveLength(BUILDS);
  expect(rows).toEqual(await rowsOf('quiet.duckdb'));
});

test('jobs and times narrow a run, and an estimate reads nothing into the warehouse', async () => {
  const part = ['--jobs', 'ev*', '--until', '2100-01-01'];
  const { code, stdout } = await runPipeline(...ingest('part.duckdb', ...part, '--estimate'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ *120 +40 +\d+ +0 +\d+ +0 +0 *$/m);
  expect(existsSync(join(folder, 'part.duckdb'))).toBe(false);
  const { stderr } = await runPipeline(...ingest('part.duckdb', ...part));
  expect(stderr).toContain('60 not asked for');
  const left = await runPipeline(...ingest('part.duckdb', '--since', '2100-01-01'));
  expect(left.stderr).toContain('120 not asked for');
});
