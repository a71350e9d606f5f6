import { column, pathWith, type DashboardPage, type Row, type TableSection } from '../page.ts';
import { compareUrl, toBuild, toJob, toJobBuilds, toTest, valueIn } from './links.ts';

/** All jobs with their states; the sections about some states read it once. */
const LIFECYCLE = `
  SELECT
    lifecycle.job,
    lifecycle.state,
    lifecycle.since_date,
    CASE
      WHEN lifecycle.since_date >= DATE_SUB(history.last_date, INTERVAL 1 DAY) THEN 'since yesterday'
      WHEN lifecycle.since_date >= DATE_SUB(history.last_date, INTERVAL 7 DAY) THEN 'this week'
      ELSE 'earlier'
    END AS began,
    lifecycle.run_builds,
    lifecycle.last_started_at,
    lifecycle.last_passed_date,
    lifecycle.first_bad_test_id,
    lifecycle.first_bad_test_name,
    lifecycle.first_bad_build_id,
    lifecycle.last_good_build_id,
    lifecycle.last_good_inputs,
    lifecycle.first_bad_inputs,
    lifecycle.cadence_seconds
  FROM job_lifecycle AS lifecycle
  CROSS JOIN history_window AS history`;

const NEWEST_FIRST = 'since_date DESC, run_builds DESC, job';

/** Jobs that are broken. */
export const BROKEN_JOBS: TableSection = {
  kind: 'table',
  id: 'broken',
  title: 'Broken jobs',
  about:
    'Jobs whose newest builds fail, those that broke last first. The commit that broke a job is between its last good and ' +
    'its first bad build.',
  sql: LIFECYCLE,
  only: { column: 'state', values: ['newly_broken', 'broken', 'never_passed'] },
  filters: [{ column: 'began', label: 'Broken jobs that broke', match: 'equals' }],
  orderBy: NEWEST_FIRST,
  rows: 30,
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('state', ['State', 'state']),
    column('began', ['Broke', 'text']),
    column('since_date', ['Since', 'date']),
    column('run_builds', ['Failures in a row', 'number'], toJobBuilds),
    column('first_bad_test_name', ['First failed test', 'long'], toTest('first_bad_test_id')),
    { ...column('first_bad_inputs', ['Commits', 'code'], toCommits), text: commits },
    column('last_good_build_id', ['Last good build', 'code'], toBuild('last_good_build_id')),
    column('first_bad_build_id', ['First bad build', 'code'], toBuild('first_bad_build_id')),
  ],
  empty: 'No job is broken.',
};

/** Jobs that pass again. */
export const RECOVERED_JOBS: TableSection = {
  kind: 'table',
  id: 'recovered',
  title: 'Recovered jobs',
  about: 'Jobs that failed in three or more builds and have passed again for a short time.',
  sql: LIFECYCLE,
  only: { column: 'state', values: ['recovered'] },
  orderBy: NEWEST_FIRST,
  rows: 15,
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('since_date', ['Passes since', 'date']),
    column('run_builds', ['Passes in a row', 'number'], toJobBuilds),
    column('first_bad_test_name', ['Failed before', 'long'], toTest('first_bad_test_id')),
  ],
  empty: 'No job has recovered lately.',
};

const SILENT_JOBS: TableSection = {
  kind: 'table',
  id: 'silent',
  title: 'Silent jobs',
  about: 'Jobs that do not run any more as they used to: a failure would not be seen.',
  sql: LIFECYCLE,
  only: { column: 'state', values: ['silent'] },
  orderBy: NEWEST_FIRST,
  rows: 15,
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('last_started_at', ['Newest build', 'time'], toJobBuilds),
    column('cadence_seconds', ['Usual interval', 'duration']),
    column('last_passed_date', ['Last pass', 'date']),
  ],
  empty: 'No job is silent.',
};

/** The incidents, for pages, feed and report. */
export const INCIDENTS: TableSection = {
  kind: 'table',
  id: 'incidents',
  title: 'Incidents',
  about:
    'What broke in the last 28 days, one row for each cause; those that go on come first, then those that cost most builds.',
  sql: `
    SELECT
      IF(is_open, 'open', 'ended') AS state,
      kind,
      subject,
      started_at,
      FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', started_at) AS started,
      ended_at,
      builds_lost,
      jobs,
      tests,
      owner,
      example_job,
      example_test_name,
      example_fingerprint,
      example_message,
      last_good_inputs,
      first_bad_inputs,
      first_bad_build,
      first_bad_url,
      last_good_build,
      clusters,
      is_open
    FROM incidents`,
  orderBy: "IF(state = 'open', 0, 1), builds_lost DESC, started_at DESC, subject",
  rows: 20,
  columns: [
    { ...column('subject', ['Incident', 'text'], toIncident), text: incidentName },
    column('state', ['State', 'state']),
    column('kind', ['Kind', 'state']),
    column('started_at', ['Started', 'time']),
    column('builds_lost', ['Builds lost', 'number'], toIncident),
    column('jobs', ['Jobs', 'number'], toIncident),
    column('tests', ['Tests', 'number'], toIncident),
    column('owner', ['Owner', 'text']),
    { ...column('first_bad_inputs', ['Commits', 'code'], toCommits), text: commits },
  ],
  empty: 'Nothing broke in the last 28 days.',
};

/** The page of what has to be known today. */
export const TODAY_PAGE: DashboardPage = {
  path: '/',
  title: 'Today',
  navigation: 'Today',
  lead: 'What broke, what recovered, and what is silent?',
  sections: [INCIDENTS, BROKEN_JOBS, RECOVERED_JOBS, SILENT_JOBS],
};

/** Returns the name of an incident: its subject and what failed first. */
export function incidentName(row: Row): string {
  const failed = valueIn(row, 'example_test_name') || valueIn(row, 'example_job');
  const subject = valueIn(row, 'subject');
  return failed === '' ? subject : `${subject}: ${failed}`;
}

/** Returns the path of the page of an incident. */
export function toIncident(row: Row): string {
  return pathWith('/incident', {
    kind: row['kind'],
    subject: row['subject'],
    started: row['started'],
  });
}

/** Returns the range of commits between the last good and the first bad build, as short as it can be told. */
export function commits(row: Row): string {
  const [before, after] = [valueIn(row, 'last_good_inputs'), valueIn(row, 'first_bad_inputs')];
  if (before === '' || before === after) return after;
  return compareUrl(before, after) === undefined
    ? `${before} … ${after}`
    : `${commitOf(before)}…${commitOf(after)}`;
}

function commitOf(inputs: string): string {
  return inputs.slice(inputs.lastIndexOf('@') + 1);
}

/** Returns the URL of the commits between the last good and the first bad build. */
export function toCommits(row: Row): string | undefined {
  return compareUrl(valueIn(row, 'last_good_inputs'), valueIn(row, 'first_bad_inputs'));
}
