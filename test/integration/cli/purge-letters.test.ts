import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDeadLettersHandler } from '../../../functions/dead-letters/handler.ts';
import { load } from '../../../functions/load/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { toEvent } from '../../../shared/messages/event-message.ts';
import type { BusMessage } from '../../../shared/ports/event-bus.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { deadLetterRow } from '../../../shared/rows/dead-letter-row.ts';
import { TABLE_NAMES } from '../../../shared/schema/tables.ts';
import { isStored } from '../../../shared/views/layers.ts';
import { attemptRow } from '../../contracts/warehouse-rows.ts';
import { COMMAND_VIEWS } from '../../support/pipeline-views.ts';
import { LATER, MASK, QUIET } from '../../support/settings.ts';
import { objects, run, runPipeline } from './run.ts';

/** A text in every original that is about the purged build. */
const MARKER = 'QUITE-UNUSUAL-MARKER';
const PURGED = 'logs/purged/1991387062838034433/';
const KEPT = 'logs/kept/1991387062838034432/';
const DATE = '2025-11-21';
const OTHER_DATE = '2025-11-22';

const MARKED = { build: PURGED, text: MARKER, date: DATE };

const VIEWS = readViews();
const TABLES = [
  ...VIEWS.filter(isStored).map(({ name }) => `ci.${name}`),
  ...TABLE_NAMES.map((table) => `ci_raw.${table}`),
];
const RELATIONS = new Set([...VIEWS.map(({ name }) => `ci.${name}`), ...TABLES]);

let folder: string;
/** A warehouse with the letters, of which each test gets a copy. */
let whole: string;
let path: string;
let copies = 0;
/** Views of the warehouse, and the command line that has them. */
let views = COMMAND_VIEWS;
let runs = runPipeline;

async function withWarehouse<T>(use: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await DuckDbWarehouse.open(path);
  try {
    await warehouse.deploy(views);
    return await use(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** Returns those of some relations in whose rows the marker stands, as text or in base64. */
async function withMarker(relations: Iterable<string>): Promise<readonly string[]> {
  return await withWarehouse(async (warehouse) => {
    const found: string[] = [];
    for (const relation of relations) {
      const { rows } = await warehouse.query(`SELECT * FROM ${relation}`);
      const originals = rows.map(({ data_base64: original }) =>
        typeof original === 'string' ? Buffer.from(original, 'base64').toString() : '',
      );
      if (JSON.stringify([rows, originals]).includes(MARKER)) found.push(relation);
    }
    return found;
  });
}

/** Returns a message of rows which is invalid for the name of a column, that the reason quotes. */
function messageOf(folderOfBuild: string, text: string, date: string): Buffer {
  const row = attemptRow(0, {
    ...{ bucket: 'bucket', build_path: folderOfBuild, job: folderOfBuild.split('/')[1] ?? '' },
    ...{ object_name: `${folderOfBuild}artifacts/junit_01.xml`, build_date: date },
    ...{ failure_message: text, generation: '7', parser_version: -1 },
  });
  const { bucket, ...rest } = row;
  return Buffer.from(
    JSON.stringify({ version: 1, table: 'test_attempts', common: { bucket }, rows: [rest] }),
  );
}

const eventOf = (name: string, text: string): Buffer =>
  Buffer.from(JSON.stringify({ bucket: 'bucket', name, metadata: { text } }));

/** Gives up, for a build: a message, one that is cut off, and an event that Pub/Sub forwards; and a letter that collect sends. */
async function giveUp(
  warehouse: Warehouse,
  { build, text, date }: { readonly build: string; readonly text: string; readonly date: string },
): Promise<void> {
  const ports = { warehouse, clock: LATER, logger: QUIET, mask: MASK };
  const whole = messageOf(build, text, date);
  const attributes = { table: 'test_attempts', version: '1' };
  await load({ id: `${date} 1`, data: whole, attributes }, ports);
  await load({ id: `${date} 2`, data: whole.subarray(0, -2), attributes }, ports);
  const event: BusMessage = {
    id: `${date} 3`,
    data: eventOf(`${build}finished.json`, text),
    attributes: { 'ce-type': 'google.cloud.storage.object.v1.finalized' },
  };
  const letter = { functionName: 'collect', errorClass: 'E', reason: text } as const;
  const sent = deadLetterRow({ ...letter, original: event }, LATER.now());
  const nested = { version: 1, table: 'dead_letters', common: {}, rows: [{ ...sent, extra: 1 }] };
  await warehouse.append('dead_letters', [
    deadLetterRow(
      {
        ...{ functionName: 'load', errorClass: 'E', reason: text },
        original: { ...event, data: Buffer.from(JSON.stringify(nested)), attributes: {} },
      },
      LATER.now(),
    ),
  ]);
  const forwarded = { ...event, data: eventOf(`${build}started.json`, text) };
  const { id, data } = forwarded;
  const objectAttributes = { eventType: 'OBJECT_FINALIZE', bucketId: 'bucket' };
  await createDeadLettersHandler(ports)(
    toEvent({ id, data, attributes: { ...objectAttributes, objectId: `${build}started.json` } }),
  );
}

async function giveUpBoth(warehouse: Warehouse): Promise<void> {
  await giveUp(warehouse, MARKED);
  await giveUp(warehouse, { build: KEPT, text: 'plain', date: OTHER_DATE });
}

const purge = (...args: readonly string[]) =>
  runs('purge', ...args, '--reason', 'why', '--yes', '--format', 'ndjson', '--warehouse', path);

async function waiting(): Promise<number> {
  const { stdout } = await runs('dead-letters', 'list', '--format', 'ndjson', '--warehouse', path);
  return objects(stdout).length;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-purge-letters-'));
  whole = join(folder, 'whole.duckdb');
  path = whole;
  await withWarehouse(giveUpBoth);
});

beforeEach(async () => {
  [views, runs] = [COMMAND_VIEWS, runPipeline];
  path = join(folder, `${++copies}.duckdb`);
  await copyFile(whole, path);
});

afterAll(() => rm(folder, { recursive: true }));

const OBJECT = `gs://bucket/${PURGED}artifacts/junit_01.xml`;

test.each<readonly [what: string, letters: number, selection: readonly string[]]>([
  ['a build', 4, ['--build', `gs://bucket/${PURGED}`]],
  ['the folder of a job', 4, ['--object', 'gs://bucket/logs/purged/']],
  ['a job', 4, ['--bucket', 'bucket', '--job', 'purged']],
  ['an object', 2, ['--object', OBJECT]],
  ['a file of a build', 2, ['--object', `gs://bucket/${PURGED}finished.json`]],
  ['a generation of an object', 2, ['--object', OBJECT, '--generation', '7']],
  ['another generation of an object', 0, ['--object', OBJECT, '--generation', '8']],
  ['a date', 2, ['--date', DATE]],
  ['a bucket', 8, ['--bucket', 'bucket']],
  ['another bucket', 0, ['--bucket', 'bucket2']],
])('purging %s withdraws the letters about it: %i', async (_what, letters, selection) => {
  const { code, stdout } = await purge(...selection);
  expect(code).toBe(letters === 0 ? 1 : 0);
  expect(objects(stdout)).toEqual(
    letters === 0 ? [] : [{ table: 'dead_letters', objects: letters, rows: letters }],
  );
  expect(await waiting()).toBe(8 - letters);
});

test('what was withdrawn is in no view, what was erased in no table and not in the file', async () => {
  const build = ['--build', `gs://bucket/${PURGED}`];
  [views, runs] = [VIEWS, run];
  path = join(folder, 'all-views.duckdb');
  await withWarehouse(giveUpBoth);
  expect(await withMarker(['ci.dead_letters'])).toEqual(['ci.dead_letters']);
  await purge(...build);
  expect(await withMarker(RELATIONS)).toEqual(['ci_raw.dead_letters']);
  // The original is given up again, which nothing can prevent: it stays withdrawn.
  await withWarehouse((warehouse) => giveUp(warehouse, MARKED));
  expect(await waiting()).toBe(4);
  expect((await purge(...build)).stderr).toContain('all such rows are withdrawn already');
  expect((await purge(...build, '--erase')).code).toBe(0);
  expect(await withMarker(TABLES)).toEqual([]);
  const bytes = await readFile(path);
  expect(bytes.includes(MARKER)).toBe(false);
  expect(bytes.includes(Buffer.from(MARKER).toString('base64').slice(0, 20))).toBe(false);
  expect(await waiting()).toBe(4);
  expect((await purge(...build)).stderr).toContain('there are no such rows');
});

test('withdrawn letters wait again after --restore', async () => {
  await purge('--bucket', 'bucket');
  expect(await waiting()).toBe(0);
  const restored = await runs(
    ...['purge', '--build', `gs://bucket/${PURGED}`, '--restore', '--yes', '--warehouse', path],
  );
  expect(restored.code).toBe(0);
  expect(await waiting()).toBe(4);
});
