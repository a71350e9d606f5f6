import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { junit, started } from '../../support/build.ts';
import { COMMAND_VIEWS } from '../../support/pipeline-views.ts';
import { deliverEvent } from './deliver-event.ts';
import { objects, runPipeline } from './run.ts';

const BUILD = 'logs/moving/1991387062838034434/';
const REPORT = `${BUILD}artifacts/junit_01.xml`;
const FIRST_DATE = '2025-11-21';
const SECOND_DATE = '2025-11-23';

let folder: string;

const command = (...args: readonly string[]) =>
  runPipeline(...args, '--warehouse', join(folder, 'w.duckdb'));

const ingest = () => command('ingest', join(folder, 'bucket'));

const purge = (...args: readonly string[]) =>
  command('purge', '--object', `gs://bucket/${REPORT}`, '--reason', 'why', '--yes', ...args);

async function put(name: string, body: string): Promise<void> {
  const path = join(folder, 'bucket', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}

/** Gives the build another date by a newer file, and delivers the event of its report again, as late messages do. */
async function move(): Promise<void> {
  await put(`${BUILD}started.json`, started(1763883200));
  expect((await ingest()).stderr).toContain('1 parsed');
  const warehouse = await DuckDbWarehouse.open(join(folder, 'w.duckdb'));
  await warehouse.deploy(COMMAND_VIEWS);
  await deliverEvent(warehouse, folder, REPORT);
  await warehouse.close();
}

async function datesOfTests(): Promise<readonly unknown[]> {
  const sql = 'SELECT DISTINCT build_date FROM test_attempts';
  const { stdout } = await command('query', sql, '--format', 'ndjson');
  return objects(stdout).map(({ build_date }) => build_date);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-purge-moved-'));
  await put(`${BUILD}started.json`, started());
  await put(REPORT, junit('a', 'b'));
  expect((await ingest()).code).toBe(0);
  expect(await datesOfTests()).toEqual([FIRST_DATE]);
});

afterEach(() => rm(folder, { recursive: true }));

test.each<readonly [what: string, dates: readonly string[], options: readonly string[]]>([
  ['stays withdrawn', [], []],
  ['stays withdrawn after it was erased', [], ['--erase']],
  ['counts if it was withdrawn under the first date only', [SECOND_DATE], ['--date', FIRST_DATE]],
])('a report whose build moves to another date %s', async (_what, dates, options) => {
  expect((await purge(...options)).code).toBe(0);
  expect(await datesOfTests()).toEqual([]);
  await move();
  expect(await datesOfTests()).toEqual(dates);
});

test('a report whose build has moved counts after --restore, and when it is written again', async () => {
  await purge();
  await move();
  expect((await purge('--restore')).code).toBe(0);
  expect(await datesOfTests()).toEqual([SECOND_DATE]);
  await purge();
  expect(await datesOfTests()).toEqual([]);
  await put(REPORT, junit('a', 'c'));
  await ingest();
  expect(await datesOfTests()).toEqual([SECOND_DATE]);
});
