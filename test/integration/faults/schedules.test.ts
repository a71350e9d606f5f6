import { afterAll, beforeAll, expect, test } from 'vitest';
import pMap from 'p-map';
import { ingest } from '../../../functions/cli/pipeline.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { InProcessBus } from '../../../shared/adapters/local/in-process-bus.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { budget } from '../../support/budget.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { LATER, QUIET, SETTINGS } from '../../support/settings.ts';
import type { PlaceSummary } from '../../../functions/reconcile/handler.ts';
import { COMPARED_VIEWS } from './compared-views.ts';
import { repair } from './repair.ts';
import { jobOf, Schedule, withdrawObject, type Stage } from './schedule.ts';

/** FAULT_SCHEDULES=100000 runs more of them; FAULT_SEED=7 FAULT_SCHEDULES=1 repeats one that failed. */
const FIRST_SEED = Number(process.env['FAULT_SEED'] ?? 1);
const SCHEDULES = Number(process.env['FAULT_SCHEDULES'] ?? budget(1000));

const SEEDS = Array.from({ length: SCHEDULES }, (_, index) => FIRST_SEED + index);

/** Schedules that run at the same time, so that their rows share commits. */
const CONCURRENCY = 64;

let disturbed: Stage;
let quiet: Stage;
/** What the last call of reconcile found. */
let repaired: PlaceSummary;

async function openWarehouse(): Promise<DuckDbWarehouse> {
  const warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
  return warehouse;
}

async function ingestAll({ store, warehouse }: Stage) {
  const ports = { createBus: () => new InProcessBus(), clock: LATER, views: readViews };
  const source = { store, bucket: store.bucket, prefix: '' };
  const options = { source, warehouse, settings: SETTINGS, again: false, logger: QUIET };
  return await ingest(ports, options, () => undefined);
}

/** Returns the rows of a view as texts, by job; rows of objects that do not exist any more are left out. */
async function rowsByJob({ store, warehouse }: Stage, view: keyof typeof COMPARED_VIEWS) {
  const { rows } = await warehouse.query(`SELECT * ${COMPARED_VIEWS[view]} FROM ${view}`);
  const names = new Set(store.names);
  const existing = rows.filter(
    ({ object_name: name }) => typeof name !== 'string' || name.endsWith('/') || names.has(name),
  );
  return Map.groupBy(
    existing.map((row) => ({ job: row['job'], text: JSON.stringify(row) })),
    ({ job }) => job,
  );
}

beforeAll(async () => {
  const store = new MemoryStore();
  [disturbed, quiet] = [
    { store, warehouse: await openWarehouse(), withdrawn: new Map() },
    { store, warehouse: await openWarehouse(), withdrawn: new Map() },
  ];
  await pMap(SEEDS, (seed) => new Schedule(seed, disturbed).run(), { concurrency: CONCURRENCY });
  repaired = await repair(store, disturbed.warehouse);
  await ingestAll(quiet);
  // In the quiet run, what was not written again since is withdrawn at the end.
  for await (const { name, generation } of store.list(store.bucket)) {
    if (BigInt(generation) <= (disturbed.withdrawn.get(name) ?? 0n)) {
      await withdrawObject(quiet, name);
    }
  }
}, 1_200_000);

afterAll(async () => {
  for (const { warehouse } of [disturbed, quiet]) await warehouse.close();
});

test.each(Object.keys(COMPARED_VIEWS) as (keyof typeof COMPARED_VIEWS)[])(
  'after any schedule and reconcile, %s has the rows of a quiet run',
  async (view) => {
    const [actual, expected] = await Promise.all(
      [disturbed, quiet].map((stage) => rowsByJob(stage, view)),
    );
    const texts = (rows: typeof actual, seed: number) =>
      (rows?.get(jobOf(seed)) ?? []).map(({ text }) => text).sort();
    const different = SEEDS.filter(
      (seed) => JSON.stringify(texts(actual, seed)) !== JSON.stringify(texts(expected, seed)),
    );
    const [first = FIRST_SEED] = different;
    expect({ seed: first, rows: texts(actual, first) }).toEqual({
      seed: first,
      rows: texts(expected, first),
    });
    expect(different).toEqual([]);
    expect(expected?.size).toBeGreaterThanOrEqual(Math.floor(SCHEDULES / 4));
  },
);

test('some objects were withdrawn', () => {
  expect(disturbed.withdrawn.size).toBeGreaterThanOrEqual(Math.floor(SCHEDULES / 100));
});

test('reconcile says that all is complete', () => {
  expect(repaired).toMatchObject({ incomplete: 0, given_up: 0, completeness: 1 });
  expect(repaired.listed).toBeGreaterThan(SCHEDULES);
});

test('nothing is missing, and nothing is left to read', async () => {
  const { rows } = await disturbed.warehouse.query('SELECT * FROM incomplete_objects');
  expect(rows).toEqual([]);
  const { outcomes, incomplete, failed } = await ingestAll(disturbed);
  expect({ ...outcomes, incomplete, failed }).toEqual({
    parsed: 0,
    salvaged: 0,
    ignored: 0,
    rejected: 0,
    incomplete: 0,
    failed: [],
  });
});
