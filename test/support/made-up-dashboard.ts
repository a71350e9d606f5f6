import type { Hono } from 'hono';
import { createDashboard } from '../../functions/dashboard/app.ts';
import { sectionsOf, type CellKind, type Section } from '../../functions/dashboard/page.ts';
import { PAGES } from '../../functions/dashboard/pages/pages.ts';
import { Results } from '../../functions/dashboard/results.ts';
import { STATE_STATEMENT } from '../../functions/dashboard/state-line.ts';
import { statementOf, wholeStatement } from '../../functions/dashboard/statement.ts';
import type { QueryResult, QueryValue } from '../../shared/ports/warehouse.ts';

/** The present time of made-up dashboards. */
export const NOW = Date.parse('2026-11-20T12:00:00Z');

/** Values for all parameters that pages have. */
export const VALUES: Readonly<Record<string, string>> = {
  job: 'job',
  build: '1',
  test: '0123456789abcdef',
  board: 'board',
  fingerprint: '0123456789abcdef',
  kind: 'regression',
  subject: 'subject',
  started: '2026-11-20T00:00:00Z',
  target: 'org/repo#1',
};

/** Paths of all pages with values of the parameters that they need. */
export const PATHS: readonly string[] = PAGES.map(({ path, parameters = [] }) => {
  const search = new URLSearchParams();
  for (const { name } of parameters) {
    const value = VALUES[name];
    if (value !== undefined) search.set(name, value);
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`;
});

/** Texts and number of the rows of a made-up warehouse. */
export interface MadeUp {
  /** The text of all names and messages. */
  readonly text: string;
  readonly rows: number;
}

/** Returns the results of a warehouse in which every section has some rows, all of whose texts are the same. */
export function madeUpResults(made: MadeUp): Results {
  return new Results(
    { version: () => Promise.resolve('1'), query: (sql) => Promise.resolve(answer(sql, made)) },
    { now: () => NOW },
  );
}

/** Returns a dashboard over {@link madeUpResults}. */
export function madeUpDashboard(made: MadeUp, hosts?: readonly string[]): Hono {
  const clock = { now: () => NOW };
  const results = madeUpResults(made);
  const logger = { log: () => undefined };
  return createDashboard({ results, clock, logger, ...(hosts === undefined ? {} : { hosts }) });
}

function answer(sql: string, { text, rows }: MadeUp): QueryResult {
  if (sql.startsWith(STATE_STATEMENT.sql)) {
    const at = new Date(NOW).toISOString();
    const state = {
      newest_arrival_at: rows === 0 ? null : at,
      newest_reading_at: at,
      missing_rows: 0,
      is_simulated: false,
    };
    return { columns: Object.keys(state), rows: [state] };
  }
  const section = SECTIONS.find(([beginning]) => sql.startsWith(beginning))?.[1];
  if (section === undefined) throw new Error(`no section has the statement ${sql}`);
  const columns = columnsOf(section);
  return {
    columns,
    rows: Array.from({ length: rows }, (_, place) =>
      Object.fromEntries(columns.map((name) => [name, valueOf(section, name, { text, place })])),
    ),
  };
}

/** All sections by the beginnings of their statements: the query stands alone or, with filters, in brackets. */
const SECTIONS: readonly (readonly [beginning: string, section: Section])[] = PAGES.flatMap(
  (page) =>
    sectionsOf(page, VALUES).flatMap((section) => {
      const filtered = statementOf(section, section.filters ?? [], VALUES).sql;
      const [inBrackets = ''] = filtered.split('\nWHERE\n');
      const beginnings = [
        wholeStatement(section, VALUES).sql,
        ...(inBrackets.length < filtered.length ? [inBrackets] : []),
      ];
      return beginnings.map((beginning) => [beginning, section] as const);
    }),
);

/** The columns that a section shows, and others on which its texts and links depend. */
function columnsOf({ columns, filters = [], only }: Section): readonly string[] {
  const others = ['test_id', 'url', 'job', 'build_id', 'last_good_inputs', 'first_bad_inputs'];
  return [
    ...new Set([
      ...columns.map(({ name }) => name),
      ...filters.map(({ column }) => column),
      ...(only === undefined ? [] : [only.column]),
      ...others,
    ]),
  ];
}

function valueOf(
  section: Section,
  name: string,
  { text, place }: { readonly text: string; readonly place: number },
): QueryValue {
  const { only, filters = [] } = section;
  if (only?.column === name) return only.values[place % only.values.length] ?? null;
  const filter = filters.find(({ column, label }) => column === name && label === undefined);
  if (filter !== undefined) return VALUES[filter.parameter ?? name] ?? text;
  const kind = section.columns.find((one) => one.name === name)?.kind;
  return kind === undefined ? text : ofKind(kind, text, place);
}

function ofKind(kind: CellKind, text: string, place: number): QueryValue {
  switch (kind) {
    case 'number':
    case 'duration':
    case 'hours':
      return 1000 * place + 0.5;
    case 'percent':
      return (place % 10) / 10;
    case 'time':
      return new Date(NOW - 3_600_000 * place).toISOString();
    case 'date':
      return new Date(NOW - 86_400_000 * place).toISOString().slice(0, 10);
    case 'strip':
      return 'PFXEASRI'.repeat(4).slice(0, 30);
    case 'state':
      return place % 2 === 0 ? 'failed' : text;
    case 'text':
    case 'long':
    case 'code':
    case 'message':
      return `${text} ${place}`;
  }
}
