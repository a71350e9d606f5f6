import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BUILD_PATH, finished, junit, prowjob, started } from '../../support/build.ts';
import { objects, run, runPipeline, type Ran } from './run.ts';

let folder: string;

async function put(name: string, body: string): Promise<void> {
  const path = join(folder, 'bucket', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}

const warehouse = (): readonly string[] => ['--warehouse', join(folder, 'ci.duckdb')];

const ingest = (...options: readonly string[]): Promise<Ran> =>
  runPipeline('ingest', join(folder, 'bucket'), ...warehouse(), ...options);

const ask = (sql: string, ...options: readonly string[]): Promise<Ran> =>
  runPipeline('query', sql, ...warehouse(), ...options);

async function query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { code, stdout, stderr } = await ask(sql, '--format', 'ndjson');
  expect(code).toBe(0);
  // The builds of these tests are of 2025, and queries say so; nothing else is said.
  expect(stderr).toMatch(/^[^\n]*: old: the newest build of bucket is of 2025-11-21 [^\n]*\n$/);
  return objects(stdout);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-ingest-'));
  await put(`${BUILD_PATH}started.json`, started());
  await put(`${BUILD_PATH}finished.json`, finished(false));
  await put(`${BUILD_PATH}prowjob.json`, prowjob('failure'));
  await put(`${BUILD_PATH}artifacts/junit_01.xml`, junit('a', 'b:failed', 'b:passed', 'c:skipped'));
  await put(`${BUILD_PATH}artifacts/junit_02.xml`, junit('=cmd', 'd').slice(0, -30));
  await put(`${BUILD_PATH}artifacts/node/kubelet.log`, 'noise');
});

afterEach(() => rm(folder, { recursive: true }));

describe('ingest and query', () => {
  test('a directory becomes rows', async () => {
    const { code, stderr } = await ingest();
    expect(code).toBe(0);
    expect(stderr).toContain(
      '6 objects: 4 parsed, 1 salvaged, 0 rejected, 0 unchanged, 1 of other kinds',
    );
    expect(await query('SELECT job, outcome, duration_seconds, cluster FROM builds')).toEqual([
      {
        job: 'e2e-kops-grid-calico-u2404-k35',
        outcome: 'failed',
        duration_seconds: 3600,
        cluster: 'k8s-infra-kops-prow-build',
      },
    ]);
    expect(
      await query('SELECT test_name, outcome, attempts FROM test_results ORDER BY test_name'),
    ).toEqual([
      { test_name: '=cmd', outcome: 'passed', attempts: 1 },
      { test_name: 'a', outcome: 'passed', attempts: 1 },
      { test_name: 'b', outcome: 'flaky', attempts: 2 },
    ]);
    expect(
      await query(
        'SELECT attempt, outcome FROM test_attempts WHERE test_name = "b" ORDER BY attempt',
      ),
    ).toEqual([
      { attempt: 1, outcome: 'failed' },
      { attempt: 2, outcome: 'passed' },
    ]);
  });

  test('a second run reads only what has changed', async () => {
    await ingest();
    expect((await ingest()).stderr).toContain('0 parsed, 0 salvaged, 0 rejected, 5 unchanged');
    await put(`${BUILD_PATH}finished.json`, finished(true));
    expect((await ingest()).stderr).toContain('3 parsed');
    expect(await query('SELECT outcome FROM builds')).toEqual([{ outcome: 'passed' }]);
  });

  test('--keep-skips stores skips that give no reason', async () => {
    await ingest('--keep-skips');
    expect(await query("SELECT test_name FROM test_attempts WHERE outcome = 'skipped'")).toEqual([
      { test_name: 'c' },
    ]);
  });

  test('rows are printed in each format', async () => {
    await ingest();
    const sql = 'SELECT test_name, attempts FROM test_results ORDER BY test_name LIMIT 2';
    const csv = await ask(sql, '--format', 'csv');
    expect(csv.stdout).toBe("test_name,attempts\n'=cmd,1\na,1\n");
    const json = await ask(sql, '--format', 'json');
    expect(JSON.parse(json.stdout)).toHaveLength(2);
    const table = await ask(sql);
    expect(table.stdout).toMatch(/test_name +attempts/);
    const view = await ask('builds', '--limit', '1', '--format', 'ndjson');
    expect(objects(view.stdout)).toHaveLength(1);
  });

  test('a statement that cannot be run is wrong usage, and the reason is printed', async () => {
    await ingest();
    const { code, stderr } = await ask('SELECT nothing FROM builds');
    expect(code).toBe(2);
    expect(stderr).toContain('"nothing" not found');
  });
});

test('ingest --quiet prints nothing when no object failed, and reads the same', async () => {
  expect(await ingest('--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await query('SELECT COUNT(*) AS builds FROM builds')).toEqual([{ builds: 1 }]);
});

test('--version is that of package.json', async () => {
  const { version } = JSON.parse(
    await readFile(new URL('../../../package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  expect((await run('--version')).stdout).toBe(`${version}\n`);
});
