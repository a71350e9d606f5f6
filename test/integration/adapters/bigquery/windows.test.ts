import { afterEach, beforeEach, expect, test } from 'vitest';
import type { View } from '../../../../shared/ports/warehouse.ts';
import { changing, DAILY, DeploymentStage, REFRESHED, STAGED } from './stage.ts';

const WINDOW: View = {
  name: 'history_window',
  layer: 'intermediate',
  sql: 'SELECT MAX(build_date) AS first_date FROM ci.build_daily',
};
const RECENT: View = {
  name: 'recent_builds',
  layer: 'intermediate',
  sql:
    'SELECT job FROM ci.build_daily WHERE build_date BETWEEN ' +
    '(SELECT first_date FROM ci.history_window) AND (SELECT last_date FROM ci.history_window)',
};
const VIEWS: readonly View[] = [STAGED, DAILY, REFRESHED, WINDOW, RECENT];

let stage: DeploymentStage;

beforeEach(async () => {
  stage = await DeploymentStage.start();
  await stage.deploy(VIEWS);
});

afterEach(() => stage.fake.close());

const recentQuery = (): unknown => stage.fake.tables.get('ci.recent_builds')?.view?.query;

test('a warehouse without builds has windows without a constant', async () => {
  expect(recentQuery()).toBe(RECENT.sql);
  expect(await stage.warehouse().hasViews(VIEWS)).toBe(true);
});

test('windows begin at a constant, which moves with the builds', async () => {
  for (const date of ['2026-10-24', '2026-10-25']) {
    stage.fake.windowStart = date;
    expect(await stage.warehouse().hasViews(VIEWS)).toBe(false);
    expect(changing(await stage.deploy(VIEWS))).toEqual(['replace ci.recent_builds']);
    expect(recentQuery()).toBe(`${RECENT.sql} AND build_date >= DATE '${date}'`);
    expect(await stage.warehouse().hasViews(VIEWS)).toBe(true);
    expect(changing(await stage.deploy(VIEWS))).toEqual([]);
  }
});

test('the rows of snapshots are read from the constant on', async () => {
  const snapshot: View = { ...RECENT, name: 'recent_jobs', layer: 'snapshots' };
  stage.fake.windowStart = '2026-10-24';
  await stage.deploy([...VIEWS, snapshot]);
  await stage.warehouse().replaceSnapshots([snapshot]);
  expect(stage.fake.queries.at(-1)?.query).toContain(
    `FROM (\n${RECENT.sql} AND build_date >= DATE '2026-10-24'\n)`,
  );
});

test('an error that may pass is not taken for a window without builds', async () => {
  stage.fake.refuse = (write) =>
    write === 'query' ? { status: 503, reason: 'backendError', message: 'later' } : undefined;
  await expect(stage.deploy(VIEWS)).rejects.toThrow('later');
});
