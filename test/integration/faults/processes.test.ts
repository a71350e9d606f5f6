import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingest } from '../../../functions/cli/pipeline.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { createCloudStorage } from '../../../shared/adapters/google/cloud-storage.ts';
import { InProcessBus } from '../../../shared/adapters/local/in-process-bus.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { systemClock } from '../../../shared/adapters/local/system-clock.ts';
import { QUIET, SETTINGS } from '../../support/settings.ts';
import { COMPARED_VIEWS } from './compared-views.ts';
import { ProcessStage } from './processes/stage.ts';

/** FAULT_PROCESS_SCHEDULES=1000 runs more of them, FAULT_SEED=7 FAULT_PROCESS_SCHEDULES=1 repeats one that failed. */
const FIRST_SEED = Number(process.env['FAULT_SEED'] ?? 1);
const SCHEDULES = Number(process.env['FAULT_PROCESS_SCHEDULES'] ?? 2);

/** Times that processes are killed in one schedule at most: to start one takes most of the time. */
const KILLS = 2;

let folder: string;
let stage: ProcessStage;
let disturbed: DuckDbWarehouse;
let quiet: DuckDbWarehouse;

async function ingestAll(warehouse: DuckDbWarehouse) {
  const store = createCloudStorage({
    anonymous: true,
    apiEndpoint: `http://${stage.google.address}`,
  });
  const ports = { createBus: () => new InProcessBus(), clock: systemClock, views: readViews };
  const source = { store, bucket: stage.google.bucket, prefix: '' };
  const settings = { ...SETTINGS, patienceSeconds: 0 };
  const options = { source, warehouse, settings, again: false, logger: QUIET };
  return await ingest(ports, options, () => undefined);
}

/** Returns whether a row is of a build, or of an object that still exists: the quiet run has never seen the others. */
function isOfExisting({ object_name: name }: Readonly<Record<string, unknown>>): boolean {
  return typeof name !== 'string' || name.endsWith('/') || stage.google.names.includes(name);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-processes-'));
  const path = join(folder, 'disturbed.duckdb');
  const created = await DuckDbWarehouse.open(path);
  await created.deploy(readViews());
  await created.close();
  stage = await ProcessStage.open(path);
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) await stage.run(seed, KILLS);
  await stage.stopProcesses();
  disturbed = await DuckDbWarehouse.open(path);
  await disturbed.deploy(readViews());
  quiet = await DuckDbWarehouse.open(':memory:');
  await quiet.deploy(readViews());
  for (const warehouse of [disturbed, quiet]) await ingestAll(warehouse);
}, 600_000);

afterAll(async () => {
  await stage.close();
  await disturbed.close();
  await quiet.close();
  await rm(folder, { recursive: true });
});

test.each(Object.entries(COMPARED_VIEWS))(
  'after any schedule over processes, %s has the rows of a quiet run',
  async (view, except) => {
    const [actual, expected] = await Promise.all(
      [disturbed, quiet].map(async (warehouse) => {
        const { rows } = await warehouse.query(`SELECT * ${except} FROM ${view}`);
        // Seeds are in the names of jobs.
        return rows
          .filter(isOfExisting)
          .map((row) => JSON.stringify(row))
          .sort();
      }),
    );
    expect(actual).toEqual(expected);
    expect(expected?.length).toBeGreaterThan(0);
  },
);

test('nothing is missing, processes were killed, and services failed', async () => {
  expect((await disturbed.query('SELECT * FROM incomplete_objects')).rows).toEqual([]);
  expect(stage.kills).toBeGreaterThan(0);
  expect(stage.faults.size).toBeGreaterThan(2);
});
