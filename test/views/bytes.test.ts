import { afterAll, beforeAll, expect, test } from 'vitest';
import { refresh } from '../../functions/refresh/handler.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import type { View } from '../../shared/ports/warehouse.ts';
import { withPrunedWindows } from '../../shared/views/pruned-windows.ts';
import { isRollUp, isSnapshot } from '../../shared/views/layers.ts';
import { rollUpRows } from '../../shared/views/stored-rows.ts';
import { GoogleSqlReference } from '../support/googlesql-reference.ts';
import { loadSimulation } from '../support/simulated-bucket.ts';
import { BUILDS_A_DAY, misfit, readBudget, writeBudget, type Cost } from './bytes/budget.ts';
import { LIMIT_BYTES, OVER_LIMIT } from './bytes/over-limit.ts';
import { bytesPerBuild, bytesPerDailyBuild } from './bytes/scanned.ts';
import { measureSizes, type Sizes } from './bytes/sizes.ts';
import { Catalog } from './pruning/catalog.ts';

const DATE = '2026-11-20';
const DATES = [DATE];
const VIEWS = withPrunedWindows(readViews(), '2026-10-24');

/** Dates that are kept, and those of a window: 28, and one more until `refresh` has moved the constant at its begin. */
const DAYS = {
  kept: 365,
  window: 29,
  snapshots: new Set(VIEWS.filter(isSnapshot).map(({ name }) => `ci.${name}`)),
};

let reference: GoogleSqlReference;
let catalog: Catalog;
const costs = new Map<string, Cost>();

beforeAll(async () => {
  reference = await GoogleSqlReference.start();
  catalog = await Catalog.of(reference, VIEWS);
  const sizes = await simulatedSizes();
  for (const view of VIEWS) costs.set(view.name, await costOf(view, sizes));
  if (process.env['UPDATE_BUDGET'] !== undefined) writeBudget(costs);
});

afterAll(() => reference.close());

test.each(VIEWS)('the bytes that $name scans are within its budget', ({ name }) => {
  const budget = readBudget().get(name);
  const cost = costs.get(name);
  expect(misfit(cost?.kops, budget?.kops)).toBeUndefined();
  expect(misfit(cost?.kubernetes, budget?.kubernetes)).toBeUndefined();
});

test('there is no budget for a view that does not exist', () => {
  expect([...readBudget().keys()].filter((name) => !costs.has(name))).toEqual([]);
});

test('a view scans at most 5 GB at the size of Kubernetes, unless it is listed with its reason', () => {
  const over = [...readBudget()].filter(([, { kubernetes }]) => kubernetes > LIMIT_BYTES);
  expect(over.map(([name]) => name)).toEqual(Object.keys(OVER_LIMIT).toSorted());
});

test('a cost may be neither far above nor far below its budget', () => {
  expect(misfit(119, 100)).toBeUndefined();
  expect(misfit(51, 100)).toBeUndefined();
  expect(misfit(121, 100)).toContain('UPDATE_BUDGET=1');
  expect(misfit(49, 100)).toContain('UPDATE_BUDGET=1');
  expect(misfit(1, undefined)).toContain('UPDATE_BUDGET=1');
});

test('only columns on which the result depends are read', async () => {
  const all = 'WITH x AS (SELECT *, MAX(url) OVER () AS most FROM ci.builds) SELECT job FROM x';
  const [read, ...others] = await catalog.reads(all);
  // The rows under 1970-01-01 withdraw builds whatever their date.
  expect(others).toEqual([expect.objectContaining({ table: 'ci_raw.builds', isPruned: true })]);
  // Finding the newest reading of each build needs its identity as well, and whether it has moved or was withdrawn.
  const identity = ['bucket', 'object_name', 'generation', 'parser_version', 'build_date'];
  expect(read?.columns).toEqual([...identity, 'job', 'outcome', 'newest_file_generation']);
});

async function simulatedSizes(): Promise<Sizes> {
  const options = { seed: 1, days: 3, endDate: DATE, scale: 0.03 };
  const { warehouse } = await loadSimulation(options);
  await refresh({ warehouse, views: VIEWS });
  try {
    return await measureSizes(warehouse, catalog.stored);
  } finally {
    await warehouse.close();
  }
}

async function costOf(view: View, sizes: Sizes): Promise<Cost> {
  const free = await catalog.reads(view.sql);
  const isPerDate =
    isRollUp(view) || free.some(({ table, isPruned }) => table.startsWith('ci_raw.') && !isPruned);
  const bytes = isPerDate
    ? bytesPerBuild(await catalog.reads(rollUpRows(view, DATES)), sizes)
    : bytesPerDailyBuild(free, sizes, DAYS);
  return { kops: bytes * BUILDS_A_DAY.kops, kubernetes: bytes * BUILDS_A_DAY.kubernetes };
}
