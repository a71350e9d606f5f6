import { QueryError, UsageError } from '../../shared/errors.ts';
import { fillSection } from './fill.ts';
import type { Row, TableSection, Values } from './page.ts';
import { BROKEN_JOBS, INCIDENTS, RECOVERED_JOBS } from './pages/today.ts';
import { COVERAGE_LOST } from './pages/coverage.ts';
import { QUARANTINE } from './pages/flakes.ts';
import { JOBS_QUERY } from './pages/jobs.ts';
import { valueIn } from './pages/links.ts';
import { COMPLETENESS } from './pages/pipeline.ts';
import { lineOf } from './render/html.ts';
import type { Results } from './results.ts';
import { wholeStatement } from './statement.ts';

/** What a report is about. */
export interface ReportScope {
  /** Days that it covers, up to the newest build of the warehouse. */
  readonly days: number;
  /** Board of TestGrid whose jobs it is about; by default all jobs. */
  readonly board?: string | undefined;
}

/** A part of a report: the rows of a section of the dashboard that belong into it. */
export interface ReportPart {
  readonly section: TableSection;
  readonly rows: readonly Row[];
  /** Why there are no rows, if they cannot be read. */
  readonly error: string | undefined;
}

/** A report on some days. */
export interface Report {
  readonly scope: ReportScope;
  /** First and last date that it covers; `undefined` if the warehouse has no builds. */
  readonly dates: { readonly first: string; readonly last: string } | undefined;
  readonly parts: readonly ReportPart[];
}

interface Part {
  readonly section: TableSection;
  /** Column with the date or time by which a row is in the period; all rows are without it. */
  readonly date?: string;
  /** Column with the job by which a row is on a board; without it a row is in the report of every board. */
  readonly job?: string;
  /** Returns whether a row is in the report although its date is before the period. */
  readonly isKept?: (row: Row) => boolean;
}

const PARTS: readonly Part[] = [
  {
    section: { ...INCIDENTS, title: 'What broke' },
    date: 'started_at',
    job: 'example_job',
    isKept: isOpen,
  },
  { section: BROKEN_JOBS, date: 'since_date', job: 'job' },
  { section: RECOVERED_JOBS, date: 'since_date', job: 'job' },
  { section: { ...QUARANTINE, title: 'Flaky tests by cost' }, job: 'job' },
  { section: COVERAGE_LOST, date: 'first_bad_at', job: 'job' },
  { section: COMPLETENESS, date: 'build_date' },
];

const NO_VALUES: Values = {};

/**
 * Checks that all parts of a report could be read.
 *
 * @throws QueryError that names the parts which could not, with the first reason
 */
export function requireWhole({ parts }: Report): void {
  const missing = parts.filter(({ error }) => error !== undefined);
  const [first] = missing;
  if (first === undefined) return;
  const titles = missing.map(({ section }) => `"${section.title}"`).join(', ');
  throw new QueryError(`the report lacks ${titles}, which cannot be read: ${first.error ?? ''}`);
}

/**
 * Reads a report.
 *
 * @throws UsageError if no job is on the board, of which the report would say that nothing broke
 * @throws QueryError if the warehouse has no views
 */
export async function readReport(results: Results, scope: ReportScope): Promise<Report> {
  const window = await results.get({
    sql: 'SELECT last_date FROM history_window ORDER BY last_date',
    parameters: {},
  });
  const last = valueIn(window.rows[0] ?? {}, 'last_date');
  const dates = last === '' ? undefined : { first: daysBefore(last, scope.days), last };
  const jobs = scope.board === undefined ? undefined : await jobsOf(results, scope.board);
  if (jobs?.size === 0) {
    throw new UsageError(
      `no job of the warehouse is on the board ${lineOf(scope.board ?? '')}: \`ci-signal query board_summary\` lists the boards`,
    );
  }
  const parts: ReportPart[] = [];
  for (const part of PARTS) {
    const filled = await fillSection(results, part.section, { values: NO_VALUES, sort: undefined });
    const rows = rowsOf(part, filled.rows, { dates, jobs });
    parts.push({ section: part.section, rows, error: filled.error });
  }
  return { scope, dates, parts };
}

function isOpen(row: Row): boolean {
  return row['state'] === 'open';
}

async function jobsOf(results: Results, board: string): Promise<ReadonlySet<string>> {
  const { rows } = await results.get(wholeStatement(JOBS_QUERY, NO_VALUES));
  return new Set(
    rows
      .filter((row) =>
        valueIn(row, 'boards')
          .split(/\s*,\s*/)
          .includes(board),
      )
      .map((row) => valueIn(row, 'job')),
  );
}

function rowsOf(
  { date, job, isKept }: Part,
  rows: readonly Row[],
  {
    dates,
    jobs,
  }: { readonly dates: Report['dates']; readonly jobs: ReadonlySet<string> | undefined },
): readonly Row[] {
  const isInPeriod = (row: Row): boolean =>
    date === undefined ||
    dates === undefined ||
    valueIn(row, date).slice(0, 10) >= dates.first ||
    isKept?.(row) === true;
  const isOnBoard = (row: Row): boolean =>
    jobs === undefined || job === undefined || jobs.has(valueIn(row, job));
  return rows.filter((row) => isInPeriod(row) && isOnBoard(row));
}

/** Returns the title of a report, one line. */
export function titleOfReport({ dates, scope }: Report): string {
  const period = dates === undefined ? 'no builds' : `${dates.first} to ${dates.last}`;
  return scope.board === undefined ? `CI: ${period}` : `CI of ${lineOf(scope.board)}: ${period}`;
}

/** Returns the first of some dates that end with one in ISO format. */
function daysBefore(last: string, days: number): string {
  return new Date(Date.parse(last) - 86_400_000 * days).toISOString().slice(0, 10);
}
