import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import prices from '../../../../infra/policy/prices.json' with { type: 'json' };
import {
  costPerMillionEvents,
  monthlyCosts,
  totalOf,
  volumeOf,
} from '../../../../infra/scaling/cost-model.ts';
import { BUILD, type Load } from '../../../../infra/scaling/load.ts';
import { pollTable } from '../../../../infra/scaling/poll-table.ts';
import { costTable, loadsOf } from '../../../../infra/scaling/table.ts';
import { parseStoragePrices } from '../../../../shared/policy/prices.ts';
import { readBudget } from '../../../views/bytes/budget.ts';

const ROOT = new URL('../../../../', import.meta.url);
const PRICES = parseStoragePrices(prices);

const LOAD: Load = {
  buildsPerDay: 1_000,
  notificationsPerBuild: 100,
  deliveredShare: 1,
  rebuildBytes: 0,
  pageBytes: 0,
  dashboardBytes: 0,
  dashboardsPerDay: 0,
  rebuildsPerDay: 48,
  refreshBytes: 0,
  refreshesPerDay: 0,
  reconcileBytes: 0,
  reconcilesPerDay: 0,
  monthsKept: 1,
};

describe('the volume of a load', () => {
  test('counts what a month of builds makes', () => {
    const { notifications, delivered, objects } = volumeOf(LOAD);
    expect([notifications, delivered]).toStrictEqual([3_000_000, 3_000_000]);
    expect(objects).toBeCloseTo(30_000 * BUILD.objects);
  });

  test('has at least the objects that are read, however much the filter drops', () => {
    const { delivered, objects } = volumeOf({ ...LOAD, deliveredShare: 0 });
    expect(delivered).toBe(objects);
  });
});

describe('the costs of a month', () => {
  test('are none of queries if nothing is queried', () => {
    const { rollUps, pages, dashboards } = monthlyCosts(LOAD, PRICES);
    expect([rollUps, pages, dashboards]).toStrictEqual([0, 0, 0]);
  });

  test('take what is free from all queries alike', () => {
    const half = 2 ** 40 / 30;
    const load = { ...LOAD, rebuildsPerDay: 1, rebuildBytes: half, dashboardsPerDay: 1 };
    const { rollUps, dashboards } = monthlyCosts({ ...load, dashboardBytes: half }, PRICES);
    expect(rollUps).toBeCloseTo(PRICES.services.usd_per_tib_queried / 2);
    expect(dashboards).toBeCloseTo(rollUps);
  });

  test('grow with the builds, and less so while something is free', () => {
    const one = totalOf(monthlyCosts(LOAD, PRICES));
    const ten = totalOf(monthlyCosts({ ...LOAD, buildsPerDay: 10_000 }, PRICES));
    expect(ten).toBeGreaterThan(10 * one);
  });

  test('have calls of reconcile and refresh, what reconcile lists, and its queries of the whole ledger', () => {
    const { schedules } = monthlyCosts(
      { ...LOAD, reconcilesPerDay: 24, refreshesPerDay: 24, monthsKept: 10_000 },
      PRICES,
    );
    const calls = 720 * (400 * (2.4e-5 + 2 * 2.5e-6) + 120 * (2.4e-5 + 2.5e-6));
    const lists = 720 * 2 * 0.005;
    const tib = (720 * 2 * 190 * 10_000 * 30_000 * BUILD.objects) / 2 ** 40;
    expect(schedules).toBeCloseTo(calls + lists + (tib - 1) * 6.25, 3);
  });

  test('are stated for a million notifications', () => {
    const total = totalOf(monthlyCosts(LOAD, PRICES));
    expect(costPerMillionEvents(LOAD, PRICES)).toBeCloseTo(total / 3);
  });

  test('have each part in their sum', () => {
    const costs = monthlyCosts({ ...LOAD, buildsPerDay: 1_000_000 }, PRICES);
    const sum = Object.values<number>({ ...costs }).reduce((all, cost) => all + cost, 0);
    expect(totalOf(costs)).toBeCloseTo(sum);
  });
});

test('SCALING.md has the tables that `npm run costs` prints', () => {
  const rollUps = readdirSync(new URL('infra/views/rollups/', ROOT));
  const snapshots = readdirSync(new URL('infra/views/snapshots/', ROOT));
  const table = costTable(
    loadsOf(Object.fromEntries(readBudget()), { rollUps, snapshots }),
    PRICES,
  );
  const page = read('SCALING.md');
  expect(page).toContain(`\n${table}\n`);
  expect(page).toContain(`\n${pollTable(PRICES)}\n`);
});

test('the deployment page states the sums of SCALING.md', () => {
  const [, kops = '', kubernetes = ''] =
    /^\| \*\*USD, all\*\* \| (\S+) \| (\S+) \|/m.exec(read('SCALING.md')) ?? [];
  const [, pages = ''] =
    /^\| USD for pages that are stored \| \S+ \| (\S+) \|/m.exec(read('SCALING.md')) ?? [];
  const page = read('infra/terraform/README.md').replaceAll('\n', ' ');
  expect(page).toContain(
    `computes ${kops} dollars a month for kOps and ${kubernetes} for all of Kubernetes, of which pages that are stored are ${pages} (`,
  );
});

function read(file: string): string {
  return readFileSync(new URL(file, ROOT), 'utf8');
}
