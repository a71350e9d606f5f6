import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Warehouse } from '../../../../shared/ports/warehouse.ts';
import { DAILY, DEPLOYED_VIEWS, DeploymentStage, REFRESHED } from './stage.ts';

let stage: DeploymentStage;

beforeEach(async () => {
  stage = await DeploymentStage.start();
  await stage.deploy();
  stage.fake.queries.length = 0;
});

afterEach(() => stage.fake.close());

const WORK: Readonly<Record<string, (warehouse: Warehouse) => Promise<unknown>>> = {
  'a query': (warehouse) => warehouse.query('SELECT job FROM builds'),
  'a rebuild': (warehouse) => warehouse.rebuild([DAILY, REFRESHED], ['2026-11-20']),
  'a deployment': (warehouse) => {
    stage.fake.tables.delete('ci.answer');
    return warehouse.deploy(DEPLOYED_VIEWS);
  },
};

test.each(Object.keys(WORK))('%s is billed for no more bytes than the limit', async (name) => {
  await WORK[name]?.(stage.warehouse({ maxBytesBilled: 20_000_000_000 }));
  const limits = stage.fake.queries.map(({ maximumBytesBilled }) => maximumBytesBilled);
  expect(new Set(limits)).toEqual(new Set(['20000000000']));
});

test('without a limit a query has none', async () => {
  await stage.warehouse().query('SELECT job FROM builds');
  expect(stage.fake.queries.map(({ maximumBytesBilled }) => maximumBytesBilled)).toEqual([
    undefined,
  ]);
});
