import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCollectHandler } from '../../../functions/collect/handler.ts';
import { load } from '../../../functions/load/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { InProcessBus } from '../../../shared/adapters/local/in-process-bus.ts';
import { RefusedRowsError } from '../../../shared/errors.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { BUILD_PATH, finished, started } from '../../support/build.ts';
import { attemptRow } from '../../contracts/warehouse-rows.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { COMMAND_VIEWS } from '../../support/pipeline-views.ts';
import { LATER, MASK, QUIET, SETTINGS } from '../../support/settings.ts';
import { withAppend } from '../../support/with-append.ts';
import { objects, runPipeline } from './run.ts';

const FINALIZED = 'google.cloud.storage.object.v1.finalized';
const REFUSED = Buffer.from(
  JSON.stringify({ version: 1, table: 'test_attempts', common: {}, rows: [attemptRow(0)] }),
);

let folder: string;

const letters = (...args: readonly string[]) =>
  runPipeline('dead-letters', ...args, '--warehouse', join(folder, 'w.duckdb'));

const replayed = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await letters('replay', ...args, '--format', 'ndjson');
  return { code, stderr, rows: objects(stdout) };
};

/** Returns the letters that wait. */
async function waiting(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return objects((await letters('list', '--format', 'ndjson')).stdout);
}

/** Makes dead letters: a message that is invalid, one whose rows the warehouse refuses, and an event of a bucket that is not read. */
async function giveUp(warehouse: Warehouse): Promise<void> {
  const ports = { clock: LATER, logger: QUIET, mask: MASK };
  const invalid = {
    id: 'm1',
    data: Buffer.from('no JSON\u001b[2J\u00ff', 'latin1'),
    attributes: { table: 'builds' },
  };
  await load(invalid, { ...ports, warehouse });
  const refusing = withAppend(warehouse, (table, rows) =>
    table === 'test_attempts'
      ? Promise.reject(new RefusedRowsError(table, [{ index: 0, reason: 'out of bounds' }]))
      : warehouse.append(table, rows),
  );
  const refused = { id: 'm2', data: REFUSED, attributes: { table: 'test_attempts', version: '1' } };
  await load(refused, { ...ports, warehouse: refusing });
  const bus = new InProcessBus();
  await bus.subscribe((message) => load(message, { ...ports, warehouse }));
  const collect = {
    store: new MemoryStore(),
    bus,
    clock: LATER,
    logger: QUIET,
    settings: SETTINGS,
  };
  const data = { bucket: 'one', name: `${BUILD_PATH}finished.json` };
  await createCollectHandler(collect, [])({ id: 'e1', type: FINALIZED, data });
  await bus.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-letters-'));
  const warehouse = await DuckDbWarehouse.open(join(folder, 'w.duckdb'));
  await warehouse.deploy(COMMAND_VIEWS);
  await giveUp(warehouse);
  await warehouse.close();
});

afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, body: string): Promise<void> {
  const path = join(folder, 'one', `${BUILD_PATH}${name}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}

test('letters are listed without their originals, and queries tell that they wait', async () => {
  const listed = await waiting();
  expect(listed.map((row) => [row['function_name'], row['error_class'], row['state']])).toEqual(
    expect.arrayContaining([
      ['load', 'InvalidMessageError', 'waiting'],
      ['load', 'RefusedRowsError', 'waiting'],
      ['collect', 'InvalidMessageError', 'waiting'],
    ]),
  );
  expect(listed).toHaveLength(3);
  expect(JSON.stringify(listed)).not.toContain('no JSON');
  const { stderr } = await runPipeline(
    'query',
    'SELECT 1 AS x',
    '--warehouse',
    join(folder, 'w.duckdb'),
  );
  expect(stderr).toContain('3 dead letters wait (`ci-signal dead-letters` lists them)');
});

test('a letter is shown with its original escaped, or as bytes', async () => {
  const invalid = (await waiting()).find(({ reason }) => reason === 'the message is not JSON');
  const id = String(invalid?.['dead_letter_id']);
  const { stdout } = await letters('show', id);
  expect(stdout).toContain('reason: the message is not JSON\n');
  expect(stdout).toContain('  table: builds\n');
  expect(stdout).toContain(String.raw`no JSON\x1b[2J`);
  expect(stdout).not.toContain('\u001b');
  expect((await letters('show', id, '--raw')).stdout).toContain('no JSON\u001b[2J');
});

test('what can be handled now is replayed, what cannot fails again, and a second replay changes nothing', async () => {
  await put('started.json', started());
  await put('finished.json', finished());
  const source = ['--source', join(folder, 'one')];
  const first = await replayed('--all', ...source);
  expect(first).toMatchObject({ code: 1, stderr: expect.stringContaining('2 replayed, 1 failed') });
  expect(first.rows.map(({ result, reason }) => [result, reason]).sort()).toEqual([
    ['failed', 'the message is not JSON'],
    ['replayed', null],
    ['replayed', null],
  ]);
  expect(await waiting()).toMatchObject([{ reason: 'the message is not JSON', times_given_up: 2 }]);
  const ids = first.rows
    .filter(({ result }) => result === 'replayed')
    .map((row) => String(row['dead_letter_id']));
  expect(await replayed(...ids, ...source)).toMatchObject({ code: 0 });
  const counts =
    'SELECT (SELECT COUNT(DISTINCT ordinal) FROM ci_raw.test_attempts) AS attempts, (SELECT COUNT(*) FROM builds) AS builds';
  const { stdout } = await runPipeline(
    ...['query', counts, '--format', 'ndjson', '--warehouse', join(folder, 'w.duckdb')],
  );
  expect(objects(stdout)).toEqual([{ attempts: 1, builds: 1 }]);
});

test('an event is not handled again unless its object is below the source', async () => {
  const event = (await waiting()).find((row) => row['function_name'] === 'collect');
  const id = String(event?.['dead_letter_id']);
  const without = await replayed(id);
  expect(without).toMatchObject({ code: 1, rows: [{ result: 'failed' }] });
  expect(without.rows[0]?.['reason']).toContain('--source gs://<bucket>');
  await mkdir(join(folder, 'two'));
  const other = await replayed(id, '--source', join(folder, 'two'));
  expect(other).toMatchObject({ code: 1, rows: [{ result: 'failed' }] });
  expect(other.rows[0]?.['reason']).toContain('is outside of the buckets');
});

test('a discarded letter does not wait, and is listed with --all', async () => {
  const [letter] = await waiting();
  const id = String(letter?.['dead_letter_id']);
  expect(await letters('discard', id)).toMatchObject({ code: 0, stderr: '1 discarded\n' });
  expect(await waiting()).toHaveLength(2);
  const all = objects((await letters('list', '--all', '--format', 'ndjson')).stdout);
  expect(all.find((row) => row['dead_letter_id'] === id)).toMatchObject({ state: 'discarded' });
});

test('wrong usage is told', async () => {
  const cases = [
    { args: ['show', '0000000000000000'], message: 'there is no dead letter 0000000000000000' },
    { args: ['replay', '--all', '1'], message: 'name the dead letters to replay, or pass --all' },
    { args: ['replay'], message: 'name the dead letters to replay, or pass --all' },
    { args: ['show'], message: "missing required argument 'id'" },
  ];
  for (const { args, message } of cases) {
    const { code, stderr } = await letters(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  }
});
