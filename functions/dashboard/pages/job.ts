import {
  column,
  type DashboardPage,
  type FactsSection,
  type Filter,
  type TableSection,
} from '../page.ts';
import { valueOf } from '../parameters.ts';
import { CHANGE_COLUMNS } from './change-columns.ts';
import { JOB_GRID } from './job-grid.ts';
import { JOB_DURATIONS, JOB_PHASES } from './job-history.ts';
import { JOBS_QUERY } from './jobs.ts';
import { toBuild, toBuilds, toJobBuilds, toTest, toUrl, valueIn } from './links.ts';
import { toCommits } from './today.ts';

/** Sections about all jobs are read once, and filtered for the page of each. */
const OF_JOB: readonly Filter[] = [{ column: 'job', match: 'equals' }];

const FACTS: FactsSection = {
  kind: 'facts',
  id: 'job',
  title: 'State',
  ...JOBS_QUERY,
  filters: OF_JOB,
  columns: [
    column('state', ['State', 'state']),
    column('since_date', ['Since', 'date']),
    column('run_builds', ['Builds in a row', 'number'], toJobBuilds),
    column(
      'first_bad_test_name',
      ['First failed test of the newest break', 'long'],
      toTest('first_bad_test_id'),
    ),
    column('last_good_build_id', ['Last good build', 'code'], toBuild('last_good_build_id')),
    column('first_bad_build_id', ['First bad build', 'code'], toBuild('first_bad_build_id')),
    column('first_bad_inputs', ['Versions of the first bad build', 'code'], toCommits),
    column('last_passed_at', ['Last pass', 'time']),
    column('builds', ['Builds in 28 days', 'number'], toJobBuilds),
    column('pass_rate', ['Pass rate in 28 days', 'percent'], toJobBuilds),
    column('strip', ['Last 30 builds', 'strip'], toJobBuilds),
    column('cadence_seconds', ['Runs every', 'duration']),
    column('last_started_at', ['Newest build', 'time'], toBuild('last_build_id')),
    column('job_type', ['Type', 'text']),
    column('cloud', ['Cloud', 'text']),
    column('networking', ['CNI', 'text']),
    column('distro', ['Distribution', 'text']),
    column('architecture', ['Architecture', 'text']),
    column('kubernetes_version', ['Kubernetes', 'text']),
    column('kops_version', ['kOps', 'text']),
    column('cluster', ['Build cluster', 'text']),
    column('boards', ['Boards', 'text']),
    column('owner', ['Alerts go to', 'text']),
  ],
  empty: 'The warehouse has no job of this name.',
};

const CHANGES: TableSection = {
  kind: 'table',
  id: 'changes',
  title: 'Changes of failure rates in the last 28 days',
  sql: `
    SELECT
      job, direction, test_id, IFNULL(test_name, 'the builds as a whole') AS test_name, first_build_after_started_at,
      failure_rate_before, failure_rate_after, last_build_before, first_build_after, inputs_before, inputs_after
    FROM test_changepoints`,
  filters: OF_JOB,
  orderBy: 'first_build_after_started_at DESC, test_name',
  rows: 20,
  columns: [column('test_name', ['Test', 'long'], toTest()), ...CHANGE_COLUMNS],
  empty: 'No failure rate of this job has changed.',
};

const COST: TableSection = {
  kind: 'table',
  id: 'cost',
  title: 'Cost in the last 28 days',
  sql: `
    SELECT job, cloud, cluster, builds, hours, cpu_request_cores, memory_request_gib, cpu_core_hours, cpu_core_hours_not_passed
    FROM job_cost`,
  filters: OF_JOB,
  orderBy: 'cpu_core_hours DESC, cloud, cluster',
  columns: [
    column('cluster', ['Build cluster', 'text']),
    column('cloud', ['Cloud', 'text']),
    column(
      'builds',
      ['Builds', 'number'],
      toBuilds((row) => ({ job: valueIn(row, 'job'), cluster: valueIn(row, 'cluster') })),
    ),
    column('hours', ['Time', 'hours']),
    column('cpu_request_cores', ['Cores', 'number']),
    column('memory_request_gib', ['Memory in GiB', 'number']),
    column('cpu_core_hours', ['Core hours', 'number']),
    column('cpu_core_hours_not_passed', ['Of these not passed', 'number']),
  ],
  empty: 'No build of the last 28 days has a duration.',
};

const NEWEST: TableSection = {
  kind: 'table',
  id: 'newest',
  title: 'Newest builds',
  sql: `
    SELECT build_id, job, started_at, outcome, failed_tests, failed_phase, death_cause, duration_seconds, inputs, url
    FROM recent_builds
    WHERE job = @job`,
  uses: ['job'],
  orderBy: 'started_at DESC, build_id DESC',
  rows: 10,
  columns: [
    column('build_id', ['Build', 'code'], toBuild()),
    column('outcome', ['Outcome', 'state']),
    column('started_at', ['Started', 'time']),
    column('duration_seconds', ['Duration', 'duration']),
    column('failed_tests', ['Failed tests', 'number'], toBuild()),
    column('failed_phase', ['Failed phase', 'text']),
    column('death_cause', ['Cause', 'text']),
    column('inputs', ['Versions', 'code']),
    { ...column('url', ['Prow', 'text'], toUrl('url')), text: () => 'page' },
  ],
  empty: 'No build started in the last 28 days.',
};

/** The page of one job. */
export const JOB_PAGE: DashboardPage = {
  path: '/job',
  title: (values) => valueOf(values, 'job'),
  lead: 'How is this job, since when, and in which tests does it fail?',
  parameters: [{ name: 'job', label: 'the name of a job', isRequired: true }],
  sections: [FACTS, JOB_GRID, NEWEST, CHANGES, JOB_DURATIONS, JOB_PHASES, COST],
};
