import { column, pathWith, type DashboardPage, type TableSection } from '../page.ts';
import { valueOf } from '../parameters.ts';
import { toBuild, toJob, toUrl, valueIn } from './links.ts';

const SUMMARY: TableSection = {
  kind: 'table',
  id: 'boards',
  title: 'Boards',
  about:
    'Boards of TestGrid, those with failing jobs first. Release teams look at the blocking and informing ones.',
  sql: `
    SELECT
      board,
      CASE
        WHEN board LIKE '%-blocking' THEN 'blocking'
        WHEN board LIKE '%-informing' THEN 'informing'
        ELSE 'other'
      END AS kind,
      jobs, passing, flaky, failing, stale, unknown, failing_since_date, last_started_at
    FROM board_summary`,
  filters: [
    { column: 'board', label: 'Board has', match: 'contains' },
    { column: 'kind', label: 'Kind', match: 'equals' },
  ],
  orderBy:
    "CASE kind WHEN 'blocking' THEN 0 WHEN 'informing' THEN 1 ELSE 2 END, failing DESC, board",
  columns: [
    column('board', ['Board', 'text'], (row) => pathWith('/board', { board: row['board'] })),
    column('kind', ['Kind', 'text']),
    column('jobs', ['Jobs', 'number'], toSignal('')),
    column('failing', ['Failing', 'number'], toSignal('failing')),
    column('flaky', ['Flaky', 'number'], toSignal('flaky')),
    column('stale', ['Stale', 'number'], toSignal('stale')),
    column('passing', ['Passing', 'number'], toSignal('passing')),
    column('unknown', ['Too few builds', 'number'], toSignal('')),
    column('failing_since_date', ['Failing since', 'date']),
    column('last_started_at', ['Newest build', 'time']),
  ],
  empty: 'No job names a board of TestGrid.',
};

const CRITERIA: TableSection = {
  kind: 'table',
  id: 'criteria',
  title: 'Criteria for release-blocking jobs',
  about: 'The published criteria that builds can show, over the last 7 days.',
  sql: `
    SELECT
      job, board, IF(is_meeting_criteria, 'yes', 'no') AS meets, pass_rate, minutes_75_percent, hours_between_builds,
      failures_in_a_row, IFNULL(alert_email, '') AS alert_email
    FROM blocking_criteria`,
  orderBy: 'meets, board, job',
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('board', ['Board', 'text'], (row) => pathWith('/board', { board: row['board'] })),
    column('meets', ['Meets them', 'state']),
    column('pass_rate', ['Pass rate', 'percent'], toJob()),
    column('minutes_75_percent', ['75 % end in minutes', 'number']),
    column('hours_between_builds', ['Hours between builds', 'number']),
    column('failures_in_a_row', ['Failures in a row', 'number'], toJob()),
    column('alert_email', ['Alerts go to', 'text']),
  ],
  empty: 'No board of the warehouse ends in -blocking or -informing.',
};

/** The page of all boards. */
export const BOARDS_PAGE: DashboardPage = {
  path: '/boards',
  title: 'Boards',
  navigation: 'Boards',
  lead: 'Which boards have failing jobs?',
  sections: [SUMMARY, CRITERIA],
};

const SIGNAL: TableSection = {
  kind: 'table',
  id: 'jobs',
  title: 'Jobs of the board',
  sql: `
    SELECT
      board, job, IFNULL(signal, 'unknown') AS signal, since_date, run_builds, newest_build_id, newest_outcome, newest_url,
      last_started_at, last_passed_date, last_good_build_id, first_bad_build_id, alert_email
    FROM board_signal`,
  filters: [
    { column: 'board', match: 'equals' },
    { column: 'signal', label: 'Signal', match: 'equals' },
    { column: 'job', label: 'Job has', match: 'contains' },
  ],
  orderBy:
    "CASE signal WHEN 'failing' THEN 0 WHEN 'flaky' THEN 1 WHEN 'stale' THEN 2 WHEN 'passing' THEN 4 ELSE 3 END, since_date DESC, job",
  rows: 100,
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('signal', ['Signal', 'state']),
    column('since_date', ['Since', 'date']),
    column('run_builds', ['Builds in a row', 'number'], toJob()),
    column('newest_outcome', ['Newest build', 'state'], toBuild('newest_build_id')),
    column('last_started_at', ['Started', 'time']),
    column('last_passed_date', ['Last pass', 'date']),
    column('last_good_build_id', ['Last good build', 'code'], toBuild('last_good_build_id')),
    column('first_bad_build_id', ['First bad build', 'code'], toBuild('first_bad_build_id')),
    { ...column('newest_url', ['Prow', 'text'], toUrl('newest_url')), text: () => 'page' },
    column('alert_email', ['Alerts go to', 'text']),
  ],
  empty: 'The board has no such job.',
};

/** The page of one board. */
export const BOARD_PAGE: DashboardPage = {
  path: '/board',
  title: (values) => valueOf(values, 'board'),
  lead: 'Which jobs of this board fail, and since when?',
  parameters: [{ name: 'board', label: 'the name of a board', isRequired: true }],
  sections: [SIGNAL],
};

function toSignal(signal: string) {
  return (row: Parameters<typeof valueIn>[0]) =>
    pathWith('/board', { board: valueIn(row, 'board'), signal });
}
