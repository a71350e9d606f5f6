import { beforeEach, describe, expect, test } from 'vitest';
import type { Hono } from 'hono';
import { createDashboard } from '../../../../functions/dashboard/app.ts';
import { PAGES } from '../../../../functions/dashboard/pages/pages.ts';
import { Results } from '../../../../functions/dashboard/results.ts';
import { storePages } from '../../../../functions/dashboard/store-pages.ts';
import { markRefreshed, StoredPages } from '../../../../functions/dashboard/stored-pages.ts';
import { QueryError } from '../../../../shared/errors.ts';
import type { QueryResult } from '../../../../shared/ports/warehouse.ts';
import { madeUpResults, NOW } from '../../../support/made-up-dashboard.ts';
import { MemoryPages } from '../../../support/memory-pages.ts';
import { describePageStoreContract } from '../../../contracts/page-store.ts';

describePageStoreContract('memory', () => {
  const store = new MemoryPages();
  store.now = NOW;
  return Promise.resolve({ store, close: () => Promise.resolve() });
});

const HOUR = 3_600_000;
const NAVIGATION = PAGES.filter(({ navigation }) => navigation !== undefined).map(
  ({ path }) => path,
);

let store: MemoryPages;
let queries: number;
let warnings: string[];
const clock = { now: () => store.now };

beforeEach(() => {
  store = new MemoryPages();
  store.now = NOW;
  queries = 0;
  warnings = [];
});

/** Renders the pages at the time of the store's clock. */
function render(hasChanged: boolean, isLate = () => false): Promise<readonly string[]> {
  return storePages(
    { store, results: madeUpResults({ text: 'name', rows: 3 }), clock, isLate },
    hasChanged,
  );
}

/** A new instance of the function, which has nothing in memory. */
function dashboard(): Hono {
  const query = (): Promise<QueryResult> => {
    queries++;
    return Promise.resolve({ columns: [], rows: [] });
  };
  const results = new Results({ query, version: () => Promise.resolve('1') }, clock);
  const logger = { log: (_severity: string, message: string) => void warnings.push(message) };
  return createDashboard({ results, clock, logger, pages: new StoredPages(store, clock) });
}

async function shown(path = '/', app = dashboard()) {
  const before = queries;
  const response = await app.request(path);
  return { status: response.status, text: await response.text(), isStored: queries === before };
}

describe('a refresh', () => {
  test('that has changed something renders the pages of the navigation', async () => {
    expect(await render(true)).toEqual(NAVIGATION);
    expect([...store.pages.keys()][1]).toMatch(/^pages\/[0-9a-f]{12}\/today\.html$/);
  });

  test('that has changed nothing renders pages only after hours', async () => {
    await render(true);
    store.now += HOUR;
    expect(await render(false)).toEqual([]);
    store.now += 6 * HOUR;
    expect(await render(false)).toEqual(NAVIGATION);
  });

  test('without pages renders them, also if it has changed nothing', async () => {
    expect(await render(false)).toEqual(NAVIGATION);
  });

  test('that has no more time leaves pages to be computed', async () => {
    let pages = 0;
    expect(await render(true, () => ++pages > 2)).toEqual(NAVIGATION.slice(0, 2));
    expect((await shown('/')).isStored).toBe(true);
    expect((await shown('/flakes')).isStored).toBe(false);
  });

  test('renders the pages that the last one had no time for, also if it has changed nothing', async () => {
    await render(true);
    store.now += HOUR;
    let pages = 0;
    await render(true, () => ++pages > 2);
    store.now += 1000;
    expect(await render(false)).toEqual(NAVIGATION.slice(2));
    expect((await shown('/flakes')).isStored).toBe(true);
    expect(await render(false)).toEqual([]);
  });

  test('stores no page of which a part cannot be read', async () => {
    const query = (sql: string): Promise<QueryResult> =>
      sql.includes('FROM incidents')
        ? Promise.reject(new QueryError('no such view'))
        : Promise.resolve({ columns: [], rows: [] });
    const results = new Results({ query, version: () => Promise.resolve('') }, clock);
    const done = await storePages({ store, results, clock, isLate: () => false }, true);
    expect(done).not.toContain('/');
    expect(done).toContain('/flakes');
  });
});

describe('the dashboard', () => {
  test.each(NAVIGATION)('shows the stored page %s without a query', async (path) => {
    await render(true);
    const { status, text, isStored } = await shown(path);
    expect({ status, isStored }).toEqual({ status: 200, isStored: true });
    expect(text).toContain(
      'As of <time datetime="2026-11-20T12:00:00.000Z">2026-11-20 12:00 UTC</time>',
    );
  });

  test.each(['/?rows=5', '/?format=json', '/builds', '/jobs?job=a'])(
    'computes %s',
    async (path) => {
      await render(true);
      expect((await shown(path)).isStored).toBe(false);
    },
  );

  test('computes a page that is older than the last refresh', async () => {
    await render(true);
    store.now += 1;
    await markRefreshed(store);
    const { isStored, text } = await shown();
    expect(isStored).toBe(false);
    expect(text).not.toContain('As of');
  });

  test('computes a page when refresh has not rendered any for half a day', async () => {
    await render(true);
    store.now += 12 * HOUR;
    expect((await shown()).isStored).toBe(true);
    store.now += 1;
    expect((await shown()).isStored).toBe(false);
  });

  test('computes a page of another version', async () => {
    await markRefreshed(store);
    store.pages.set('pages/0123456789ab/today.html', { text: 'other', writtenAt: NOW });
    expect((await shown()).isStored).toBe(false);
  });

  test('asks the store again after half a minute', async () => {
    await render(true);
    store.asked.length = 0;
    const app = dashboard();
    await shown('/', app);
    await shown('/', app);
    expect(store.asked).toHaveLength(2);
    store.now += 30_000;
    await shown('/', app);
    expect(store.asked).toHaveLength(4);
  });

  test('computes a page when the store cannot be read, and says so in the log', async () => {
    await render(true);
    store.isDown = true;
    const app = dashboard();
    expect(await shown('/', app)).toMatchObject({ status: 200, isStored: false });
    expect(warnings).toEqual(['cannot read a stored page']);
    store.isDown = false;
    expect((await shown('/', app)).isStored).toBe(true);
  });
});
