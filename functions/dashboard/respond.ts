import type { Context } from 'hono';
import { QueryError, UsageError } from '../../shared/errors.ts';
import { toCsv } from '../../shared/rows/query-csv.ts';
import { fillSection, type FilledSection } from './fill.ts';
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

/** A page as a URL asks for it. */
interface Asked {
  readonly page: DashboardPage;
  readonly values: Values;
  readonly display: Display;
  readonly sections: readonly Section[];
}

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
  const asked = readRequest(page, searchParams);
  context.header('cache-control', 'private, no-cache');
  if (asked.display.format !== 'html') return await respondWithRows(site, asked, context);
  const now = site.clock.now();
  const { values, display, sections } = asked;
  const [state, filled] = await Promise.all([
    readStateLine(site.results, now),
    Promise.all(sections.map((section) => fill(site, section, asked))),
  ]);
  const frame = {
    title: titleOf(page, values),
    navigation: site.navigation,
    path: page.path,
    state,
  };
  return context.html(pageOf({ page, values, display, now }, frame, filled));
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

function fill(site: Site, section: Section, { values, display }: Asked): Promise<FilledSection> {
  return fillSection(site.results, section, { values, sort: display.sort });
}

async function respondWithRows(site: Site, asked: Asked, context: Context): Promise<Response> {
  const { display, sections } = asked;
  const section = sections.find(({ id }) => display.table === undefined || id === display.table);
  if (section === undefined) {
    const ids = sections.map(({ id }) => id).join(', ');
    throw new UsageError(`table is none of this page's: ${ids}`);
  }
  const { rows, isCut, error } = await fill(site, section, asked);
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
