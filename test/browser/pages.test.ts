import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hono } from 'hono';
import type { Browser } from 'playwright-core';
import { createDashboard } from '../../functions/dashboard/app.ts';
import { Results } from '../../functions/dashboard/results.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { CHROMIUM, launchChromium } from '../support/chromium.ts';
import { madeUpDashboard, NOW, PATHS } from '../support/made-up-dashboard.ts';
import { describeIf } from '../support/required.ts';
import { ServedDashboard } from '../support/served-dashboard.ts';
import { WatchedPage } from './watched-page.ts';

const HOSTILE =
  '"><script>alert(1)</script><img src="https://evil.example/x" onerror="alert(2)">\u202e javascript:alert(3)';

/** Warehouses that are hard to show. */
const WAREHOUSES: readonly (readonly [string, () => Promise<Hono>])[] = [
  ['an empty warehouse', emptyDashboard],
  ['hostile names', () => Promise.resolve(madeUpDashboard({ text: HOSTILE, rows: 2 }))],
  ['huge names', () => Promise.resolve(madeUpDashboard({ text: 'x'.repeat(3000), rows: 8 }))],
];

const closing: (() => Promise<void>)[] = [];

async function emptyDashboard(): Promise<Hono> {
  const warehouse = await DuckDbWarehouse.open(':memory:');
  closing.push(() => warehouse.close());
  await warehouse.deploy(readViews());
  const clock = { now: () => NOW };
  const reader = {
    query: warehouse.query.bind(warehouse),
    version: () => Promise.resolve('1'),
  };
  const results = new Results(reader, clock);
  return createDashboard({ results, clock, logger: { log: () => undefined } });
}

describeIf(CHROMIUM !== undefined, 'there is no chromium on the PATH').each(WAREHOUSES)(
  'with %s',
  (_name, open) => {
    let browser: Browser;
    let served: ServedDashboard;
    let watched: WatchedPage;
    beforeAll(async () => {
      browser = await launchChromium();
      served = await ServedDashboard.start(await open());
      watched = await WatchedPage.open(browser, served.origin);
    });
    afterAll(async () => {
      await browser.close();
      served.stop();
      for (const close of closing.splice(0)) await close();
    });

    test.each(PATHS)('%s is quiet, accessible and as narrow as a phone', async (path) => {
      const response = await watched.page.goto(path);
      expect(response?.status()).toBe(200);
      expect(await watched.page.locator('.problem').allTextContents()).toEqual([]);
      expect(await watched.brokenRules()).toEqual([]);
      expect(await watched.overflowAt(360)).toBe(0);
      expect(watched.problems).toEqual([]);
    });
  },
);
