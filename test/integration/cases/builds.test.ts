import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { describeIf } from '../../support/required.ts';
import { objects, run } from '../cli/run.ts';

/** Builds and faults that lie beside the checkout on developers' machines and in CI only. */
const CASES = new URL('../../../../shared/cases/', import.meta.url);
const TRUTH = new URL('builds/truth.json', CASES);

const truthSchema = z.array(
  z.object({ build: z.string(), cause: z.string().nullable(), phase: z.string().nullable() }),
);

const rowSchema = z.object({
  build_path: z.string(),
  failed_phase: z.string().nullable(),
  death_cause: z.string().nullable(),
  class: z.string().nullable(),
});

let folder: string;
const asked = new Map<string, Ask>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-cases-'));
});

afterAll(() => rm(folder, { recursive: true }));

type Ask = (sql: string) => Promise<readonly unknown[]>;

/** Reads a bucket of the cases once; the result answers queries about it. */
async function ingest(name: string): Promise<Ask> {
  const known = asked.get(name);
  if (known !== undefined) return known;
  const warehouse = ['--warehouse', join(folder, `${name.replaceAll('/', '-')}.duckdb`)];
  const { code, stderr } = await run('ingest', fileURLToPath(new URL(name, CASES)), ...warehouse);
  if (code !== 0) throw new Error(stderr);
  const ask: Ask = async (sql) =>
    objects((await run('query', sql, ...warehouse, '--format', 'ndjson')).stdout);
  asked.set(name, ask);
  return ask;
}

/** The truth names some failures by their class; it is older than the class `config`, which it calls `test`. */
function isCauseRight(cause: string | null, row: z.infer<typeof rowSchema>): boolean {
  if (row.death_cause === cause) return true;
  return row.class === cause || (row.class === 'config' && cause === 'test');
}

const SQL = `
  SELECT builds.build_path, builds.failed_phase, builds.death_cause, causes.class
  FROM build_daily AS builds
  LEFT JOIN build_causes AS causes USING (build_date, bucket, build_path)`;

const DEATHS = `
  SELECT outcome, failed_phase, death_cause, COUNT(*) AS builds
  FROM build_daily
  WHERE outcome != 'passed'
  GROUP BY outcome, failed_phase, death_cause`;

describeIf(existsSync(TRUTH), '../shared/cases is not there')('the builds of cases', () => {
  test('each has its phase and its cause', async () => {
    const ask = await ingest('builds/kubernetes-ci-logs');
    const rows = new Map(
      z
        .array(rowSchema)
        .parse(await ask(SQL))
        .map((row) => [row.build_path, row]),
    );
    const truth = truthSchema.parse(JSON.parse(readFileSync(TRUTH, 'utf8')));
    const wrong = truth.filter(({ build, cause, phase }) => {
      const row = rows.get(build);
      return row?.failed_phase !== phase || !isCauseRight(cause, row);
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    { name: 'red-with-empty-report', builds: 4, death: ['failed', 'test', null] },
    {
      name: 'timeout-with-nothing-but-passed-cases',
      builds: 5,
      death: ['failed', 'test', 'timeout'],
    },
    { name: 'running-for-ever-with-partial-report', builds: 4, death: ['running', null, null] },
    { name: 'kubetest-one-summary', builds: 3, death: ['failed', 'test', 'test'] },
    { name: 'merge-conflict-is-no-job-failure', builds: 3, death: ['failed', 'clone', 'clone'] },
  ])('$name', async ({ name, builds, death: [outcome, failed_phase, death_cause] }) => {
    const ask = await ingest(`tests/${name}/bucket`);
    expect(await ask(DEATHS)).toEqual([{ outcome, failed_phase, death_cause, builds }]);
  });

  test('pull requests that cannot be merged leave their job healthy', async () => {
    const ask = await ingest('tests/merge-conflict-is-no-job-failure/bucket');
    expect(await ask('SELECT state, ended_builds, passed_builds FROM job_lifecycle')).toEqual([
      { state: 'healthy', ended_builds: 10, passed_builds: 10 },
    ]);
    expect(await ask('SELECT * FROM test_changepoints')).toEqual([]);
    expect(await ask('SELECT SUM(died_cloning) AS died FROM phase_funnel')).toEqual([{ died: 3 }]);
  });

  test('builds that ran out of time after the cluster was up are in the funnel', async () => {
    const ask = await ingest('tests/timeout-with-nothing-but-passed-cases/bucket');
    const sql =
      'SELECT SUM(runs) AS runs, SUM(passed) AS passed, SUM(died_of_timeout) AS died FROM phase_funnel';
    expect(await ask(sql)).toEqual([{ runs: 14, passed: 9, died: 5 }]);
  });

  test('a build that runs again after midnight is one build, the newest', async () => {
    const name = 'tests/same-build-id-again-after-midnight';
    const bucket = join(folder, 'again', 'bucket');
    const warehouse = ['--warehouse', join(folder, 'again.duckdb')];
    for (const state of ['bucket-before', 'bucket']) {
      const copied = fileURLToPath(new URL(`${name}/${state}`, CASES));
      await cp(copied, bucket, { recursive: true, preserveTimestamps: false });
      expect((await run('ingest', bucket, ...warehouse, '--again')).code).toBe(0);
    }
    const ask = async (sql: string) =>
      objects((await run('query', sql, ...warehouse, '--format', 'ndjson')).stdout);
    const build = "build_id = '2106896627921846349'";
    expect(await ask(`SELECT build_date, outcome FROM build_daily WHERE ${build}`)).toEqual([
      { build_date: '2026-10-05', outcome: 'passed' },
    ]);
    expect(
      await ask(
        `SELECT test_name, outcome, COUNT(*) AS results FROM test_results WHERE ${build} AND test_name LIKE '%mount%' GROUP BY test_name, outcome`,
      ),
    ).toEqual([expect.objectContaining({ outcome: 'passed', results: 1 })]);
    expect(await ask('SELECT COUNT(*) AS builds FROM build_daily')).toEqual([{ builds: 4 }]);
  });

  test('builds that never ended make no test flaky', async () => {
    const ask = await ingest('tests/running-for-ever-with-partial-report/bucket');
    expect(await ask('SELECT test_name FROM flaky_tests')).toEqual([]);
  });
});
