import { afterEach, beforeEach, expect, test } from 'vitest';
import { ingest, type IngestSummary } from '../../../functions/cli/pipeline.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { InProcessBus } from '../../../shared/adapters/local/in-process-bus.ts';
import type { GiveUpMessage } from '../../../shared/ports/event-bus.ts';
import { RETRIES } from '../../../shared/retry/policies.ts';
import {
  BusUnavailableError,
  RefusedRowsError,
  WarehouseUnavailableError,
} from '../../../shared/errors.ts';
import type { TableName } from '../../../shared/schema/tables.ts';
import { BUILD_PATH, finished, junit, started } from '../../support/build.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { PIPELINE_VIEWS } from '../../support/pipeline-views.ts';
import { LATER, QUIET, SETTINGS } from '../../support/settings.ts';
import { withAppend } from '../../support/with-append.ts';

let store: MemoryStore;
let warehouse: DuckDbWarehouse;
/** Each look at the clock is a second after the one before. */
let now = LATER.now();
const clock = { now: () => (now += 1000) };

beforeEach(async () => {
  store = new MemoryStore();
  store.put(`${BUILD_PATH}started.json`, started());
  store.put(`${BUILD_PATH}finished.json`, finished());
  store.put(`${BUILD_PATH}artifacts/junit_01.xml`, junit('a', 'b:failed'));
  store.put(`${BUILD_PATH}artifacts/junit_02.xml`, junit('c'));
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(PIPELINE_VIEWS);
});

afterEach(() => warehouse.close());

interface RunOptions {
  readonly below?: Pick<DuckDbWarehouse, 'append'>;
  readonly again?: boolean;
}

/** Ingests into the warehouse, whose appends to a table fail; by default as they do while a disk is full. */
function run(
  full?: TableName,
  error: Error = new WarehouseUnavailableError('no space left on device'),
  { below = warehouse, again = false }: RunOptions = {},
): Promise<IngestSummary> {
  const target = withAppend(warehouse, (table, rows) =>
    table === full ? Promise.reject(error) : below.append(table, rows),
  );
  const createBus = (giveUp?: GiveUpMessage) =>
    new InProcessBus({ giveUp, retry: { ...RETRIES.delivery, attempts: 2, firstWaitMs: 1 } });
  const source = { store, bucket: store.bucket, prefix: '' };
  const options = { source, warehouse: target, settings: SETTINGS, again, logger: QUIET };
  return ingest({ createBus, clock, views: () => PIPELINE_VIEWS }, options, () => undefined);
}

async function ask(sql: string) {
  return (await warehouse.query(sql)).rows;
}

test.each([
  { table: 'builds', view: 'builds', count: 1 },
  { table: 'test_attempts', view: 'test_attempts', count: 3 },
] as const)(
  'rows of $table that could not be stored are there after the next run',
  async (lost) => {
    const { failed } = await run(lost.table);
    expect(failed).toContainEqual({
      name: expect.stringMatching(/^message /),
      reason: 'no space left on device',
    });
    const waiting = 'SELECT DISTINCT function_name, state, attempts FROM dead_letters';
    expect(await ask(waiting)).toEqual([{ function_name: 'load', state: 'waiting', attempts: 2 }]);
    expect(await ask('SELECT * FROM incomplete_objects')).toEqual([]);
    await run();
    expect(await ask(`SELECT COUNT(*) AS count FROM ${lost.view}`)).toEqual([
      { count: lost.count },
    ]);
    expect(await ask('SELECT * FROM incomplete_objects')).toEqual([]);
    expect(await ask('SELECT SUM(missing_rows) AS missing FROM refreshed_dates')).toEqual([
      { missing: 0 },
    ]);
  },
);

test('a run fails if neither rows nor dead letters can be stored', async () => {
  const full = withAppend(warehouse, () => Promise.reject(new WarehouseUnavailableError('full')));
  await expect(run('builds', undefined, { below: full })).rejects.toThrow(BusUnavailableError);
  expect(await ask('SELECT * FROM ci_raw.ingested_objects')).toEqual([]);
});

test('rows that the warehouse refuses are named in the result, and their objects read again by the next run', async () => {
  const refused = new RefusedRowsError('builds', [{ index: 0, reason: 'out of bounds' }]);
  const { failed } = await run('builds', refused);
  expect(failed).toEqual([
    {
      name: expect.stringMatching(/^message /),
      reason: expect.stringContaining('out of bounds'),
    },
  ]);
  expect(await run()).toMatchObject({ failed: [], incomplete: 2 });
  expect(await ask('SELECT COUNT(*) AS count FROM builds')).toEqual([{ count: 1 }]);
});

test('an object whose rows are refused is given up after three readings, and read by --again', async () => {
  await run();
  const name = `${BUILD_PATH}artifacts/junit_03.xml`;
  store.put(name, junit('d'));
  const refused = new RefusedRowsError('test_attempts', [{ index: 0, reason: 'out of bounds' }]);
  for (let reading = 1; reading <= 3; reading++) {
    expect(await run('test_attempts', refused)).toMatchObject({
      failures: 1,
      incomplete: reading === 1 ? 0 : 1,
      givenUp: 0,
    });
  }
  const reason = expect.stringContaining(
    '1 of 1 rows of test_attempts are missing after 3 readings',
  );
  // The view asks for the time of the machine, which is not that of the readings.
  await warehouse.query(
    `CREATE OR REPLACE VIEW ci.clock AS SELECT TIMESTAMP '2026-11-21 01:00:00+00' AS now_at`,
  );
  expect(await run('test_attempts', refused)).toMatchObject({
    failures: 0,
    incomplete: 0,
    givenUp: 1,
    unread: [{ name, reason }],
  });
  expect(await ask('SELECT object_name, is_given_up FROM incomplete_objects')).toEqual([
    { object_name: name, is_given_up: true },
  ]);
  expect(await run(undefined, undefined, { again: true })).toMatchObject({
    failures: 0,
    givenUp: 0,
  });
  expect(await ask('SELECT test_name FROM test_attempts')).toHaveLength(4);
  expect(await ask('SELECT object_name FROM incomplete_objects')).toEqual([]);
});

test('only objects without their rows are read again', async () => {
  await run();
  await warehouse.query(
    "DELETE FROM ci_raw.test_attempts WHERE object_name LIKE '%junit_01.xml' AND ordinal = 1",
  );
  const again = await run();
  expect(again).toMatchObject({ incomplete: 1, unchanged: 3, outcomes: { parsed: 1 } });
  expect(await ask('SELECT test_name FROM test_attempts')).toHaveLength(3);
  expect(await run()).toMatchObject({ incomplete: 0, unchanged: 4, outcomes: { parsed: 0 } });
});

test('a build without its row is read again once, whichever of its files made it', async () => {
  await run();
  await warehouse.query('DELETE FROM ci_raw.builds WHERE TRUE');
  expect(await run()).toMatchObject({ incomplete: 2, unchanged: 2, outcomes: { parsed: 2 } });
  expect(await ask('SELECT outcome FROM builds')).toEqual([{ outcome: 'passed' }]);
});
