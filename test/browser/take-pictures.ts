/**
 * Writes the pictures of the documents to `infra/reference/pictures/`, from simulated history: `npm run pictures`. It needs
 * Chromium on the PATH.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createDashboard } from '../../functions/dashboard/app.ts';
import { Results } from '../../functions/dashboard/results.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { launchChromium } from '../support/chromium.ts';
import { boardPage } from './board-picture.ts';
import { fillBoards } from './imported-dashboards.ts';
import { ServedDashboard } from '../support/served-dashboard.ts';
import { loadSimulation } from '../support/simulated-bucket.ts';

const FOLDER = fileURLToPath(new URL('../../infra/reference/pictures/', import.meta.url));

/** Pictures with the page, and the part of it that they begin with. */
const PICTURES = [
  { name: 'today', path: '/', top: 'body' },
  { name: 'job', path: '/job?job=e2e-kops-aws-distro-flatcar', top: '#grid' },
] as const;

/** Milliseconds that a page may take: its queries run for the first time. */
const PATIENCE = 300_000;

/** The last date of the history. */
const TODAY = '2026-11-20';
const NOW = '2026-11-21T00:00:00Z';

// Which builds are old depends on the time.
const views = readViews().map((view) =>
  view.name === 'clock' ? { ...view, sql: `SELECT TIMESTAMP '${NOW}' AS now_at` } : view,
);
const { warehouse } = await loadSimulation({ seed: 1, days: 14, endDate: TODAY }, views);
const clock = { now: () => Date.parse(NOW) };
const results = new Results(
  { query: warehouse.query.bind(warehouse), version: () => Promise.resolve('') },
  clock,
);
const logger = { log: console.error };
const served = await ServedDashboard.start(createDashboard({ results, clock, logger }));
const browser = await launchChromium();
mkdirSync(FOLDER, { recursive: true });
for (const { name, path, top } of PICTURES) {
  const page = await browser.newPage({
    baseURL: served.origin,
    viewport: { width: 1200, height: 720 },
  });
  await page.goto(path, { timeout: PATIENCE });
  await page.locator(top).evaluate('(element) => element.scrollIntoView()');
  await page.screenshot({ path: `${FOLDER}${name}.png` });
  console.log(`wrote ${FOLDER}${name}.png`);
}
for (const { name, title, tiles } of await fillBoards(warehouse.query.bind(warehouse), TODAY)) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 720 } });
  await page.setContent(String(await boardPage(title, tiles)));
  await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true });
  console.log(`wrote ${FOLDER}${name}.png`);
}
await browser.close();
served.stop();
await warehouse.close();
