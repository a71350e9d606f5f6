import type { Context } from 'hono';
import { QueryError, StoreUnavailableError, UsageError } from '../../shared/errors.ts';
import { toCsv } from '../../shared/rows/query-csv.ts';
import { fillSection } from './fill.ts';
import { sectionsOf, titleOf, type DashboardPage, type Section, type Values } from './page.ts';
import {
  missingParameter,
  parameterNames,
  readDisplay,
  readValues,
  type Display,
} from './parameters.ts';
import type { Site } from './ports.ts';
import { pageOf } from './render/layout.ts';
import { readStateLine } from './state-line.ts';
import { isStoredPage } from './stored-pages.ts';

/** A page as a URL asks for it. */
interface Asked {
  readonly page: DashboardPage;
  readonly values: Values;
  readonly display: Display;
  readonly sections: readonly Section[];
}

/** What a page is rendered with. */
type Rendering = Pick<Site, 'results' | 'clock' | 'navigation'>;

/**
 * Answers a request for a page, or for the rows of one of its sections as CSV or JSON.
 *
 * @throws UsageError if the URL has a parameter that cannot be understood, or lacks one
 */
export async function respondWithPage(
  site: Site,
  page: DashboardPage,
  context: Context,
): Promise<Response> {
  const { searchParams } = new URL(context.req.url);
  context.header('cache-control', 'private, no-cache');
  const stored = searchParams.size === 0 ? await storedPage(site, page) : undefined;
  if (stored !== undefined) return context.html(stored);
  const asked = readRequest(page, searchParams);
  if (asked.display.format !== 'html') return await respondWithRows(site, asked, context);
  const { html } = await render(site, asked);
  return context.html(html);
}

/** A page that the store cannot give is computed, and the reason is logged. */
async function storedPage(
  { pages, logger }: Site,
  page: DashboardPage,
): Promise<string | undefined> {
  if (pages === undefined || !isStoredPage(page)) return undefined;
  try {
    return await pages.get(page);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    logger.log('WARNING', 'cannot read a stored page', { path: page.path, error: error.message });
    return undefined;
  }
}

/** Returns a page without parameters as a text to be stored, and whether all of its parts could be read. */
export async function renderedPage(
  site: Rendering,
  page: DashboardPage,
): Promise<{ readonly text: string; readonly isComplete: boolean }> {
  const asked = readRequest(page, new URLSearchParams());
  const { html, filled } = await render(site, asked, { isStored: true });
  return {
    text: String(await html),
    isComplete: filled.every(({ error }) => error === undefined),
  };
}

async function render(
  { results, clock, navigation }: Rendering,
  { page, values, display, sections }: Asked,
  { isStored } = { isStored: false },
) {
  const now = clock.now();
  const [state, filled] = await Promise.all([
    readStateLine(results, now),
    Promise.all(
      sections.map((section) => fillSection(results, section, { values, sort: display.sort })),
    ),
  ]);
  const title = titleOf(page, values);
  const at = isStored ? { renderedAt: new Date(now).toISOString() } : {};
  const frame = { title, navigation, path: page.path, state, ...at };
  return { html: pageOf({ page, values, display, now }, frame, filled), filled };
}

function readRequest(page: DashboardPage, search: URLSearchParams): Asked {
  const display = readDisplay(search);
  const own = readValues(
    (page.parameters ?? []).map(({ name }) => name),
    search,
  );
  const missing = missingParameter(page, own);
  if (missing !== undefined) {
    throw new UsageError(`${page.path} needs the parameter ${missing.name} (${missing.label})`);
  }
  const sections = sectionsOf(page, own);
  const values = readValues(parameterNames(page, sections), search);
  return { page, values, display, sections };
}

async function respondWithRows(site: Site, asked: Asked, context: Context): Promise<Response> {
  const { values, display, sections } = asked;
  const section = sections.find(({ id }) => display.table === undefined || id === display.table);
  if (section === undefined) {
    const ids = sections.map(({ id }) => id).join(', ');
    throw new UsageError(`table is none of this page's: ${ids}`);
  }
  const { rows, isCut, error } = await fillSection(site.results, section, {
    values,
    sort: display.sort,
  });
  if (error !== undefined) throw new QueryError(error);
  context.header('ci-signal-rows', isCut ? `${rows.length}, and more` : `${rows.length}`);
  if (display.format === 'json') return context.json(rows);
  const columns =
    rows[0] === undefined ? section.columns.map(({ name }) => name) : Object.keys(rows[0]);
  return context.body(toCsv({ columns, rows }, { escapesFormulas: true }), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${section.id}.csv"`,
  });
}
