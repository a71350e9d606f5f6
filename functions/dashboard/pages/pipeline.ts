import { ROW_TABLES } from '../../../shared/schema/row-tables.ts';
import { column, type DashboardPage, type TableSection, type TrendSection } from '../page.ts';
import { toBuild, toBuilds, toJob, valueIn } from './links.ts';

const toDay = toBuilds((row) => ({ date: valueIn(row, 'build_date') }));

/** Rows that are missing, for pages, reports and metrics. */
export const COMPLETENESS: TableSection = {
  kind: 'table',
  id: 'completeness',
  title: 'Completeness by day',
  about:
    'Rows that the ledger promised and the tables lacked when the roll-ups of the date were last rebuilt; salvaged objects were ' +
    'read up to their damage.',
  sql: `
    SELECT
      build_date,
      CASE
        WHEN ${ROW_TABLES.map((table) => `${table}_missing`).join(' + ')} > 0
          THEN 'missing'
        ELSE 'complete'
      END AS state,
      objects, parsed, salvaged, ignored, rejected, unreadable_arrivals, builds_promised, builds_missing, test_attempts_promised,
      test_attempts_missing, log_findings_missing, version_markers_missing, coverage_files_missing, lag_p50_seconds,
      lag_max_seconds
    FROM completeness_daily`,
  orderBy: 'build_date DESC',
  rows: 28,
  columns: [
    column('build_date', ['Date', 'date'], toDay),
    column('state', ['State', 'state']),
    column('objects', ['Objects', 'number'], toDay),
    column('rejected', ['Rejected', 'number'], toProblems),
    column('salvaged', ['Salvaged', 'number'], toProblems),
    column('unreadable_arrivals', ['Unreadable arrivals', 'number'], toProblems),
    column('builds_promised', ['Builds', 'number'], toDay),
    column('builds_missing', ['Missing builds', 'number'], toMissing),
    column('test_attempts_promised', ['Attempts', 'number'], toDay),
    column('test_attempts_missing', ['Missing attempts', 'number'], toMissing),
    column('log_findings_missing', ['Missing findings', 'number'], toMissing),
    column('version_markers_missing', ['Missing markers', 'number'], toMissing),
    column('coverage_files_missing', ['Missing coverage', 'number'], toMissing),
    column('lag_p50_seconds', ['Median lag', 'duration']),
    column('lag_max_seconds', ['Longest lag', 'duration']),
  ],
  empty: 'The ledger is empty: nothing was ingested.',
};

const LAG: TrendSection = {
  kind: 'trend',
  id: 'lag',
  title: 'Time from upload to reading',
  about: 'The median of each day; history that is loaded later counts from its upload as well.',
  sql: COMPLETENESS.sql,
  orderBy: COMPLETENESS.orderBy,
  trend: { x: 'build_date', y: 'lag_p50_seconds', unit: 'duration' },
  columns: [
    column('build_date', ['Date', 'date'], toDay),
    column('lag_p50_seconds', ['Median lag', 'duration']),
    column('lag_max_seconds', ['Longest lag', 'duration']),
  ],
  empty: 'No upload time is known.',
};

/** Buckets with the age of their newest build, for pages and metrics. */
export const BUCKETS: TableSection = {
  kind: 'table',
  id: 'buckets',
  title: 'Buckets, and jobs that have gone silent',
  sql: `
    SELECT
      bucket, IFNULL(job, 'the whole bucket') AS job, IFNULL(reason, 'current') AS state, newest_started_at, newest_updated_at,
      newest_ingested_at, usual_interval_seconds, stale_at, is_stale
    FROM staleness
    WHERE job IS NULL OR is_stale`,
  orderBy: "IF(job = 'the whole bucket', 0, 1), newest_started_at DESC, bucket, job",
  rows: 20,
  columns: [
    column('bucket', ['Bucket', 'text']),
    column('job', ['Job', 'text'], toJobUnlessBucket),
    column('state', ['State', 'state']),
    column('newest_started_at', ['Newest build', 'time']),
    column('newest_updated_at', ['Newest object', 'time']),
    column('newest_ingested_at', ['Read', 'time']),
    column('usual_interval_seconds', ['Usual interval', 'duration']),
    column('stale_at', ['Too old from', 'time']),
  ],
  empty: 'The warehouse has no bucket.',
};

const PROBLEMS: TableSection = {
  kind: 'table',
  id: 'problems',
  title: 'Rejected and salvaged objects',
  about:
    'Objects of the last 28 days that could not be read, or only up to their damage, by reason.',
  sql: `
    SELECT
      outcome, kind, IFNULL(reason, '') AS reason, COUNT(*) AS objects, MAX(build_date) AS last_date,
      MAX(object_name) AS example_object, MAX(build_id) AS example_build_id
    FROM ingested_objects
    CROSS JOIN history_window AS history
    WHERE build_date >= '1970-01-01' AND build_date >= history.first_date AND outcome IN ('rejected', 'salvaged')
    GROUP BY outcome, kind, reason`,
  filters: [{ column: 'outcome', label: 'Outcome', match: 'equals' }],
  orderBy: 'outcome, objects DESC, kind, reason',
  columns: [
    column('reason', ['Reason', 'text']),
    column('outcome', ['Outcome', 'state']),
    column('kind', ['Kind', 'text']),
    column('objects', ['Objects', 'number'], toBuild('example_build_id')),
    column('last_date', ['Last', 'date']),
    column('example_object', ['Such as', 'code'], toBuild('example_build_id')),
  ],
  empty: 'Every object of the last 28 days was read in full.',
};

const MISSING: TableSection = {
  kind: 'table',
  id: 'missing',
  title: 'Objects with missing rows',
  about: 'As of the last rebuild of the roll-ups of the date; ci-signal ingest reads them again.',
  sql: `
    SELECT object_name, table_name, bucket, build_date, promised_rows, stored_rows
    FROM missing_daily`,
  orderBy: 'build_date DESC, object_name, table_name',
  rows: 20,
  columns: [
    column('object_name', ['Object', 'code']),
    column('table_name', ['Table', 'text']),
    column('bucket', ['Bucket', 'text']),
    column('build_date', ['Date', 'date'], toDay),
    column('promised_rows', ['Rows promised', 'number']),
    column('stored_rows', ['Stored', 'number']),
  ],
  empty: 'No rows are missing.',
};

/** Events and messages that were given up, for pages and metrics. */
export const DEAD_LETTERS: TableSection = {
  kind: 'table',
  id: 'dead-letters',
  title: 'Dead letters',
  about:
    'Events and messages that a function gave up; ci-signal dead-letters shows, replays and discards them.',
  sql: `
    SELECT
      state, function_name, error_class, reason, times_given_up, attempts, first_given_up_at, last_given_up_at, size_bytes,
      dead_letter_id
    FROM dead_letters`,
  filters: [{ column: 'state', label: 'State', match: 'equals' }],
  orderBy: "IF(state = 'waiting', 0, 1), last_given_up_at DESC, dead_letter_id",
  rows: 20,
  columns: [
    column('state', ['State', 'state']),
    column('function_name', ['Function', 'text']),
    column('reason', ['Reason', 'message']),
    column('error_class', ['Error', 'code']),
    column('times_given_up', ['Given up', 'number']),
    column('attempts', ['Deliveries', 'number']),
    column('last_given_up_at', ['Last given up', 'time']),
    column('dead_letter_id', ['Id', 'code']),
  ],
  empty: 'Nothing was given up.',
};

const STALE_DATES: TableSection = {
  kind: 'table',
  id: 'stale',
  title: 'Dates that wait for refresh',
  sql: 'SELECT build_date FROM stale_dates',
  orderBy: 'build_date',
  rows: 20,
  columns: [column('build_date', ['Date', 'date'])],
  empty: 'All roll-ups are up to date.',
};

/** The page of the pipeline itself. */
export const PIPELINE_PAGE: DashboardPage = {
  path: '/pipeline',
  title: 'Pipeline',
  navigation: 'Pipeline',
  lead: 'Is anything missing, late or unreadable?',
  sections: [BUCKETS, COMPLETENESS, LAG, PROBLEMS, MISSING, DEAD_LETTERS, STALE_DATES],
};

function toProblems(): string {
  return '/pipeline#problems';
}

function toMissing(): string {
  return '/pipeline#missing';
}

function toJobUnlessBucket(row: Parameters<typeof valueIn>[0]): string | undefined {
  return row['job'] === 'the whole bucket' ? undefined : toJob()(row);
}
