import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { createDashboard } from '../../functions/dashboard/app.ts';
import { Results } from '../../functions/dashboard/results.ts';
import type { Truth } from '../../functions/cli/simulation/truth/truth.ts';
import type { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { CHROMIUM, launchChromium } from '../support/chromium.ts';
import { describeIf } from '../support/required.ts';
import { ServedDashboard } from '../support/served-dashboard.ts';
import { loadSimulation } from '../support/simulated-bucket.ts';
import { WatchedPage } from './watched-page.ts';

const newFailureSchema = z.object({ target: z.string(), test_name: z.string() });

const clock = { now: () => Date.parse('2026-11-21T00:00:00Z') };

describeIf(CHROMIUM !== undefined, 'there is no chromium on the PATH')(
  'a maintainer with a week of simulated history',
  () => {
    let browser: Browser;
    let served: ServedDashboard;
    let warehouse: DuckDbWarehouse;
    let truth: Truth;
    let watched: WatchedPage;

    beforeAll(async () => {
      browser = await launchChromium();
      ({ warehouse, truth } = await loadSimulation({ seed: 1, days: 7, endDate: '2026-11-20' }));
      const reader = {
        query: warehouse.query.bind(warehouse),
        version: () => Promise.resolve('1'),
      };
      const results = new Results(reader, clock);
      const logger = { log: () => undefined };
      served = await ServedDashboard.start(createDashboard({ results, clock, logger }));
      watched = await WatchedPage.open(browser, served.origin);
    });
    afterAll(async () => {
      await browser.close();
      served.stop();
      await warehouse.close();
    });

    /** Checks the page that the browser shows, in both colour schemes. */
    async function check(): Promise<void> {
      const { page } = watched;
      expect(await page.locator('.problem').allTextContents()).toEqual([]);
      expect(await watched.brokenRules()).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await watched.brokenRules(['color-contrast'])).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await watched.overflowAt(360)).toBe(0);
      expect(watched.problems).toEqual([]);
    }

    async function open(path: string): Promise<void> {
      expect((await watched.page.goto(path))?.status()).toBe(200);
      await check();
    }

    /** Follows the first link of a part of the page, and checks where it leads. */
    async function follow(selector: string): Promise<void> {
      await watched.page.locator(selector).first().click();
      await check();
    }

    test('finds which jobs broke, and the commits between which one did', async () => {
      await open('/');
      const { page } = watched;
      const broken = await page.locator('#broken tbody th').allTextContents();
      const certain = truth.regressions
        .filter(({ failure_rate }) => failure_rate === 1)
        .flatMap(({ jobs }) => jobs)
        .filter(
          ({ first_good_build_after, builds_before, builds_bad }) =>
            first_good_build_after === null && builds_before >= 5 && builds_bad >= 5,
        );
      expect(certain.length).toBeGreaterThan(0);
      expect(broken).toEqual(expect.arrayContaining(certain.map(({ job }) => job)));
      const compare = page.locator('#incidents td.code a').first();
      expect(await compare.getAttribute('href')).toMatch(
        /^https:\/\/github\.com\/[\w/-]+\/compare\//,
      );
      await follow('#incidents tbody th a');
      const draft = await page.locator('#draft textarea').inputValue();
      expect(draft).toContain('Commits between: https://github.com/');
      await follow('#regressions tbody th a');
      await follow('#grid td.bad a');
      expect(await page.locator('h1').textContent()).toMatch(/^Build \d+$/);
    });

    test('learns whether a failure is caused by a pull request', async () => {
      const { rows } = await warehouse.query(
        `SELECT CONCAT('https://github.com/', org, '/', repo, '/pull/', CAST(pull_number AS STRING)) AS target, test_name
        FROM failure_verdicts WHERE verdict = 'new' ORDER BY build_id DESC LIMIT 1`,
      );
      const { target, test_name } = newFailureSchema.parse(rows[0]);
      await open('/failure');
      const { page } = watched;
      await page.getByLabel('Build or pull request').fill(target);
      await page.keyboard.press('Enter');
      await page.waitForURL(/target=/);
      await check();
      const first = page.locator('#failures tbody tr').first();
      expect(await first.locator('.badge').first().textContent()).toContain('new');
      expect(await first.textContent()).toContain('failed so nowhere else');
      expect(await page.locator('#failures tbody').textContent()).toContain(test_name);
    });

    test('finds the builds that are red because of one distribution', async () => {
      await open('/grid');
      const { page } = watched;
      await page.getByLabel('Condition has').fill('distro=');
      await page.keyboard.press('Enter');
      await page.waitForURL(/condition=/);
      const condition = await page.locator('#common tbody th').first().textContent();
      await follow('#common tbody th a');
      const distro = /distro=([\w.-]+)/.exec(condition ?? '')?.[1];
      expect(await page.getByLabel('Distribution').inputValue()).toBe(distro);
      expect(await page.locator('#builds tbody tr').count()).toBeGreaterThan(0);
      await follow('#builds tbody td a[href^="/job?"]');
      await open('/grid?rows_of=distro&columns_of=kubernetes_version');
    });

    test('sees whether markers are alive', async () => {
      await open('/kops');
      const states = await watched.page.locator('#markers .badge').allTextContents();
      expect(states.length).toBeGreaterThan(0);
      expect(states.map((state) => state.trim().split(' ').at(-1))).toEqual(
        expect.arrayContaining(['alive', 'stale']),
      );
    });

    test('finds a test to quarantine', async () => {
      await open('/flakes');
      const names = await watched.page.locator('#tests tbody th').allTextContents();
      const flaky = truth.flaky_tests.map(({ test: { test_name } }) => test_name);
      expect(names.length).toBeGreaterThan(0);
      // The surest ones come first.
      expect(flaky).toEqual(expect.arrayContaining(names.slice(0, 3)));
      await follow('#quarantine tbody th a');
      await follow('#messages tbody th a');
    });

    test('sees that nothing is missing', async () => {
      await open('/pipeline');
      const { page } = watched;
      expect(await page.locator('.state').textContent()).toContain('Complete: no rows are missing');
      const states = await page.locator('#completeness .badge').allTextContents();
      expect(new Set(states)).toEqual(new Set(['✓ complete']));
      expect(await page.locator('#problems tbody').textContent()).toContain('cut off');
      expect(await page.locator('#dead-letters').textContent()).toContain('Nothing was given up.');
    });

    test.each(['/jobs', '/boards', '/coverage', '/builds'])('looks at %s', async (path) => {
      await open(path);
      await follow('tbody th a[href^="/"]');
    });

    test('goes into a directory of the map of coverage by the keyboard', async () => {
      await open('/coverage');
      const { page } = watched;
      const tile = page.locator('.map.wide a').first();
      const told = await tile.getAttribute('aria-label');
      await tile.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/directory=/);
      await check();
      const [name = ''] = told?.split(':') ?? [];
      expect(await page.locator('.crumbs').textContent()).toContain(` / ${name}`);
      expect(await page.getByLabel('Directory has').inputValue()).toBe(name);
      await follow('.crumbs a:last-of-type');
      await page.setViewportSize({ width: 360, height: 800 });
      expect(await page.locator('.map.narrow').isVisible()).toBe(true);
      expect(await page.locator('.map.wide').isVisible()).toBe(false);
      expect(await watched.brokenRules()).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
    });

    test('reaches the content by the keyboard', async () => {
      await watched.page.goto('/jobs');
      await watched.page.keyboard.press('Tab');
      await watched.page.keyboard.press('Enter');
      expect(await watched.page.evaluate('document.activeElement.id')).toBe('main');
    });
  },
);
