import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finished, junit, started } from '../../support/build.ts';
import { objects, runPipeline } from './run.ts';

const BUILD = 'logs/e2e-ferry/41/';
/** 2025-11-20 and 2025-11-21, before and after midnight. */
const [EVENING, MORNING] = [1_763_679_000, 1_763_686_800];

let folder: string;
let minutes: number;

/** Writes a file that is newer than all files before it. */
async function put(name: string, body: string): Promise<void> {
  const path = join(folder, 'bucket', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
  minutes++;
  const time = new Date(Date.parse('2025-11-22T00:00:00Z') + minutes * 60_000);
  await utimes(path, time, time);
}

const ingest = (...options: readonly string[]) =>
  runPipeline(
    'ingest',
    join(folder, 'bucket'),
    '--warehouse',
    join(folder, 'w.duckdb'),
    ...options,
  );

async function ask(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { code, stdout } = await runPipeline(
    ...['query', sql, '--format', 'ndjson', '--warehouse', join(folder, 'w.duckdb')],
  );
  expect(code).toBe(0);
  return objects(stdout);
}

const BUILDS = 'SELECT build_date, outcome FROM builds';
const RESULTS = 'SELECT build_date, test_name, outcome FROM test_results ORDER BY test_name';
const DAILY = 'SELECT build_date, outcome, failed_tests, passed_tests FROM build_daily';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-moved-'));
  minutes = 0;
  await put(`${BUILD}started.json`, started(EVENING));
  await put(`${BUILD}artifacts/junit_01.xml`, junit('sails:failed'));
  await put(`${BUILD}artifacts/junit_02.xml`, junit('docks'));
  await put(`${BUILD}finished.json`, finished(false, EVENING + 60));
  await ingest();
});

afterEach(() => rm(folder, { recursive: true }));

async function runAgain(timestamp: number, isPassed: boolean): Promise<void> {
  await put(`${BUILD}started.json`, started(timestamp));
  await put(`${BUILD}artifacts/junit_01.xml`, junit(isPassed ? 'sails' : 'sails:failed'));
  await put(`${BUILD}finished.json`, finished(isPassed, timestamp + 60));
}

test.each([[[]], [['--again']]])(
  'a build that runs again on another day is one build, the newest %s',
  async (options) => {
    await runAgain(MORNING, true);
    expect((await ingest(...options)).code).toBe(0);
    expect(await ask(BUILDS)).toEqual([{ build_date: '2025-11-21', outcome: 'passed' }]);
    expect(await ask(RESULTS)).toEqual([
      { build_date: '2025-11-21', test_name: 'docks', outcome: 'passed' },
      { build_date: '2025-11-21', test_name: 'sails', outcome: 'passed' },
    ]);
    expect(await ask(DAILY)).toEqual([
      { build_date: '2025-11-21', outcome: 'passed', failed_tests: 0, passed_tests: 2 },
    ]);
    expect((await ingest()).stderr).toContain('4 unchanged');
  },
);

test('it may move back to its first date', async () => {
  await runAgain(MORNING, true);
  await ingest();
  await runAgain(EVENING, false);
  await ingest();
  expect(await ask(BUILDS)).toEqual([{ build_date: '2025-11-20', outcome: 'failed' }]);
  expect(await ask(RESULTS)).toEqual([
    { build_date: '2025-11-20', test_name: 'docks', outcome: 'passed' },
    { build_date: '2025-11-20', test_name: 'sails', outcome: 'failed' },
  ]);
  expect(await ask('SELECT build_date FROM ingest_completeness WHERE builds_missing > 0')).toEqual(
    [],
  );
});

test('a report that was read before started.json gets the date of its build', async () => {
  await put('logs/e2e-ferry/42/artifacts/junit.xml', junit('early'));
  await ingest();
  await put('logs/e2e-ferry/42/started.json', started(EVENING));
  await ingest();
  expect(await ask(RESULTS.replace('ORDER', 'WHERE build_id = "42" ORDER'))).toEqual([
    { build_date: '2025-11-20', test_name: 'early', outcome: 'passed' },
  ]);
});

test('a time that cannot be true does not date a build, and the ledger says why', async () => {
  await put('logs/e2e-ferry/43/started.json', started(Date.parse('2030-01-01') / 1000));
  await put('logs/e2e-ferry/43/finished.json', finished(true, MORNING));
  expect((await ingest()).stderr).toContain('1 salvaged');
  expect(await ask(`SELECT build_date, started_at FROM builds WHERE build_id = "43"`)).toEqual([
    { build_date: '2025-11-21', started_at: null },
  ]);
  const [reading] = await ask(
    'SELECT outcome, reason FROM ingested_objects WHERE object_name = "logs/e2e-ferry/43/started.json"',
  );
  expect(reading).toMatchObject({
    outcome: 'salvaged',
    reason: expect.stringContaining('started_at left out: 2030-01-01T00:00:00.000Z is more than'),
  });
  expect(await ask('SELECT last_date FROM history_window')).toEqual([{ last_date: '2025-11-21' }]);
});
