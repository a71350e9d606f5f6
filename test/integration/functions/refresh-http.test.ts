import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { createRefreshHandler, type JsonResponse } from '../../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { StoreUnavailableError } from '../../../shared/errors.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { buildsRow } from '../../contracts/warehouse-rows.ts';
import { QUIET } from '../../support/settings.ts';
import { listen, send } from './server.ts';

const VIEWS = readViews();

/** Milliseconds that pass with each look at the clock. */
let step = 0;
let now = 0;
const clock = { now: () => (now += step) };

let warehouse: DuckDbWarehouse;
let server: Server;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(VIEWS);
  http('refresh', (request: unknown, response: JsonResponse) =>
    createRefreshHandler({ warehouse, views: VIEWS, logger: QUIET, clock, seconds: 60 })(
      request,
      response,
    ),
  );
  server = await listen(getTestServer('refresh'));
});

afterAll(async () => {
  server.close();
  await warehouse.close();
});

test('answers with the dates that it has rebuilt, and rebuilds each once', async () => {
  const row = buildsRow({ build_date: '2026-11-20' });
  await warehouse.append('builds', [row]);
  const first = await send(server, {});
  expect(first.status).toBe(200);
  expect(await first.json()).toEqual({
    deployed: [],
    rebuilt_dates: ['2026-11-20'],
    is_complete: true,
  });
  const second = await send(server, {});
  expect(await second.json()).toEqual({
    deployed: [],
    rebuilt_dates: [],
    is_complete: true,
  });
});

test('deploys views that have changed before it rebuilds dates', async () => {
  const others = VIEWS.map((view) =>
    view.name === 'clock' ? { ...view, sql: `${view.sql}\n-- of another version` } : view,
  );
  await warehouse.deploy(others);
  const answer: unknown = await (await send(server, {})).json();
  expect(answer).toEqual({
    deployed: VIEWS.map(({ name }) => `ci.${name}`),
    rebuilt_dates: ['2026-11-20'],
    is_complete: true,
  });
  expect(await warehouse.hasViews(VIEWS)).toBe(true);
});

test('a call without more time leaves dates to the next ones, and answers that it does', async () => {
  const dates = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'];
  await warehouse.append(
    'builds',
    dates.map((build_date) => buildsRow({ build_date, object_name: `logs/j/${build_date}/` })),
  );
  // The first date, then one more at 40 seconds, and none at 80.
  step = 40_000;
  const call = async (): Promise<unknown> => await (await send(server, {})).json();
  const answers = [await call(), await call()];
  step = 0;
  const done = { deployed: [], is_complete: false };
  expect(answers).toEqual([
    { ...done, rebuilt_dates: dates.slice(0, 2) },
    { ...done, rebuilt_dates: dates.slice(2) },
  ]);
  expect(await call()).toEqual({ deployed: [], rebuilt_dates: [], is_complete: true });
});

test('answers 500 when the warehouse fails', async () => {
  // The framework prints the stack of an error that a function throws.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const open = warehouse;
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.close();
  try {
    const response = await send(server, {});
    expect(response.status).toBe(500);
    await response.body?.cancel();
  } finally {
    warehouse = open;
  }
});

const unavailable = () => Promise.reject(new StoreUnavailableError('down'));

test.each([
  {
    name: 'are in the answer',
    outputs: {
      storePages: () => Promise.resolve(['/']),
      deliverReport: () => Promise.resolve('reports/2026-11-20'),
    },
    answer: { pages: ['/'], report: 'reports/2026-11-20' },
  },
  {
    name: 'that fail do not make it fail',
    outputs: { storePages: unavailable, deliverReport: unavailable },
    answer: { pages: [] },
  },
])('pages and reports $name', async ({ outputs, answer }) => {
  const json = vi.fn();
  const ports = { warehouse, views: VIEWS, logger: QUIET, clock, seconds: 60, ...outputs };
  await createRefreshHandler(ports)({}, { json });
  const done = { deployed: [], rebuilt_dates: [], is_complete: true };
  expect(json.mock.calls).toEqual([[{ ...done, ...answer }]]);
});

test('pages that could not be marked as old after a change are marked by the next call', async () => {
  await warehouse.append('builds', [
    buildsRow({ build_date: '2026-11-25', object_name: 'logs/j/9/' }),
  ]);
  const storePages = vi.fn((_hasChanged: boolean) => Promise.resolve(['/']));
  storePages.mockImplementationOnce(unavailable);
  const ports = { warehouse, views: VIEWS, logger: QUIET, clock, seconds: 60, storePages };
  const handle = createRefreshHandler(ports);
  for (let call = 0; call < 3; call++) await handle({}, { json: () => undefined });
  expect(storePages.mock.calls.map(([hasChanged]) => hasChanged)).toEqual([true, true, false]);
});
