/**
 * Writes the pictures of the documents to `infra/reference/pictures/`, from simulated history: `npm run pictures`. It needs
 * Chromium on the PATH.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createDashboard } from '../../functions/dashboard/app.ts';
import { Results } from '../../functions/dashboard/results.ts';
import { launchChromium } from '../support/chromium.ts';
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

const { warehouse } = await loadSimulation({ seed: 1, days: 14, endDate: '2026-11-20' });
const clock = { now: () => Date.parse('2026-11-21T00:00:00Z') };
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
await browser.close();
served.stop();
await warehouse.close();
