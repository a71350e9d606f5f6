import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createDashboard } from '../../functions/dashboard/app.ts';
import { PAGES } from '../../functions/dashboard/pages/pages.ts';
import { Results } from '../../functions/dashboard/results.ts';
import { storePages } from '../../functions/dashboard/store-pages.ts';
import { isStoredPage, StoredPages } from '../../functions/dashboard/stored-pages.ts';
import { refresh } from '../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { PageFolder } from '../../shared/adapters/local/page-folder.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import type { PageStore } from '../../shared/ports/page-store.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import { ServedDashboard } from '../support/served-dashboard.ts';
import { figure, median, type Figure } from './figure.ts';
import { makeHistory } from './history.ts';
import { scanAttempts } from './measure-views.ts';

/** Requests for a page, each to a server that has nothing in memory. */
const RUNS = 5;

/** Pages of the made-up history that depend on parameters, which no refresh renders. */
export const PARAMETER_PAGES = [
  '/job?job=e2e-kops-grid-job-5',
  `/test?test=${createHash('md5').update('7').digest('hex')}`,
  '/builds?job=e2e-kops-grid-job-5',
  '/flakes?job=e2e-kops-grid-job-5',
  '/jobs?cloud=aws',
];

const VIEWS = readViews();

/**
 * Measures the pages of the navigation on a made-up history in DuckDB: the first answer of a server that shows what a refresh has rendered, beside
 * that of one that computes the page; and the size of the page as it is sent, beside the size before compression. Pages that depend on parameters are
 * computed, beside a scan of all columns of the raw attempts.
 *
 * @param attempts number of attempts in the history, at least
 */
export async function* measurePages(attempts: number): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const path = join(folder, 'ci.duckdb');
  await (await openDeployed(path)).close();
  await makeHistory(path, attempts);
  const warehouse = await openDeployed(path);
  try {
    await refresh({ warehouse, views: VIEWS });
    const store = new PageFolder(join(folder, 'pages'));
    const ports = { store, results: resultsOf(warehouse), clock: systemClock };
    await storePages({ ...ports, isLate: () => false }, true);
    for (const page of PAGES.filter(isStoredPage)) yield* measurePage(warehouse, store, page.path);
    const scan = 1000 * (await scanAttempts(warehouse)).seconds;
    for (const path of PARAMETER_PAGES) {
      const { milliseconds } = await firstAnswer(warehouse, path, undefined);
      yield figure({ name: path, today: milliseconds, reference: scan, unit: 'ms' });
    }
  } finally {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  }
}

async function openDeployed(path: string): Promise<DuckDbWarehouse> {
  const warehouse = await DuckDbWarehouse.open(path);
  await warehouse.deploy(VIEWS);
  return warehouse;
}

async function* measurePage(
  warehouse: WarehouseReader,
  store: PageStore,
  path: string,
): AsyncGenerator<Figure> {
  const stored: number[] = [];
  let body = '';
  for (let run = 0; run < RUNS; run++) {
    const answer = await firstAnswer(warehouse, path, store);
    stored.push(answer.milliseconds);
    ({ body } = answer);
  }
  const computed = await firstAnswer(warehouse, path, undefined);
  const times = { today: median(stored), reference: computed.milliseconds };
  yield figure({ name: path, ...times, unit: 'ms' });
  const sizes = { today: gzipSync(body).length / 1000, reference: Buffer.byteLength(body) / 1000 };
  yield figure({ name: `${path}, size`, ...sizes, unit: 'kB' });
}

/** Asks a new server for a page, and returns the time until all of it has arrived. */
async function firstAnswer(
  warehouse: WarehouseReader,
  path: string,
  store: PageStore | undefined,
): Promise<{ readonly milliseconds: number; readonly body: string }> {
  const app = createDashboard({
    results: resultsOf(warehouse),
    clock: systemClock,
    logger: { log: () => undefined },
    pages: store === undefined ? undefined : new StoredPages(store, systemClock),
  });
  const served = await ServedDashboard.start(app);
  try {
    const begun = performance.now();
    const response = await fetch(`${served.origin}${path}`);
    const body = await response.text();
    const milliseconds = performance.now() - begun;
    const isStored = body.includes('As of <time');
    if (!response.ok || isStored !== (store !== undefined)) {
      throw new Error(`${path} was not answered as expected: status ${response.status}`);
    }
    return { milliseconds, body };
  } finally {
    served.stop();
  }
}

function resultsOf(warehouse: WarehouseReader): Results {
  const query = warehouse.query.bind(warehouse);
  return new Results({ query, version: () => Promise.resolve('') }, systemClock);
}
