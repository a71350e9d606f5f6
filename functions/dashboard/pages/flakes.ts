import { column, type DashboardPage, type TableSection } from '../page.ts';
import { toBuilds, toJob, toTest, valueIn } from './links.ts';

const toResults = toBuilds((row) => ({ test: valueIn(row, 'test_id') }));
const toFlakes = toBuilds((row) => ({ test: valueIn(row, 'test_id'), test_outcome: 'flaky' }));
const toJobResults = toBuilds((row) => ({
  test: valueIn(row, 'test_id'),
  job: valueIn(row, 'job'),
}));

/** Tests worth a quarantine, for pages and reports. */
export const QUARANTINE: TableSection = {
  kind: 'table',
  id: 'quarantine',
  title: 'What to quarantine',
  about:
    'Certain flakes by what they cost in a job: the time of builds that failed because of this test alone, or that passed ' +
    'when they were repeated.',
  sql: `
    SELECT
      test_id, test_name, job, owner, in_build_rate, in_build_lower, same_inputs_rate, failed_alone_builds, lost_seconds
    FROM quarantine_candidates`,
  orderBy: 'lost_seconds DESC, failed_alone_builds DESC, test_name, job',
  rows: 30,
  columns: [
    column('test_name', ['Test', 'long'], toTest()),
    column('job', ['Job', 'text'], toJob()),
    column('owner', ['Owner', 'text']),
    column('lost_seconds', ['Time lost', 'duration'], toJobResults),
    column('failed_alone_builds', ['Builds failed by it alone', 'number'], toJobResults),
    column('in_build_rate', ['Flaky in a build', 'percent'], toJobResults),
    column('in_build_lower', ['At least', 'percent']),
    column('same_inputs_rate', ['Flaky on the same commits', 'percent'], toJobResults),
  ],
  empty: 'No certain flake costs a job enough.',
};

const FLAKY: TableSection = {
  kind: 'table',
  id: 'tests',
  title: 'Flaky tests',
  about:
    'Tests that fail and then pass again more often than chance explains, over all jobs; the surest come first.',
  sql: `
    SELECT test_id, test_name, owner, flakes, results, rate, lower, upper, jobs, flaky_jobs, job, q_value
    FROM flaky_tests`,
  filters: [
    { column: 'test_name', parameter: 'name', label: 'Test has', match: 'contains' },
    { column: 'owner', label: 'Owner', match: 'equals' },
  ],
  orderBy: 'q_value, flakes DESC, test_name',
  columns: [
    column('test_name', ['Test', 'long'], toTest()),
    column('owner', ['Owner', 'text']),
    column('flakes', ['Flakes', 'number'], toFlakes),
    column('results', ['Results', 'number'], toResults),
    column('rate', ['Rate', 'percent'], toResults),
    column('lower', ['From', 'percent']),
    column('upper', ['To', 'percent']),
    column('flaky_jobs', ['Flaky in jobs', 'number'], toTest()),
    column('jobs', ['Of jobs', 'number'], toTest()),
    column('job', ['Most in', 'text'], toJob()),
  ],
  empty: 'No test is flaky beyond what chance explains.',
};

const JOBS_BY_COST: TableSection = {
  kind: 'table',
  id: 'jobs',
  title: 'Jobs by what flakes cost them',
  sql: `
    SELECT job, lost_seconds, retried_failed_builds, in_build_rate, same_inputs_rate, flip_rate, infra_failures
    FROM job_flakiness
    WHERE lost_seconds > 0`,
  orderBy: 'lost_seconds DESC, job',
  rows: 20,
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('lost_seconds', ['Time lost', 'duration'], toJob()),
    column('retried_failed_builds', ['Builds failed and passed again', 'number'], toJob()),
    column('in_build_rate', ['Builds with a flake', 'percent'], toJob()),
    column('same_inputs_rate', ['Commits with both results', 'percent'], toJob()),
    column('flip_rate', ['Changes from build to build', 'percent'], toJob()),
    column('infra_failures', ['Failed by infrastructure', 'number'], toJob()),
  ],
  empty: 'No build failed and passed again on the same commits.',
};

/** The page of flaky tests. */
export const FLAKES_PAGE: DashboardPage = {
  path: '/flakes',
  title: 'Flakes',
  navigation: 'Flakes',
  lead: 'Which tests are flaky, how certain is it, what do they cost, and which should be quarantined?',
  sections: [QUARANTINE, FLAKY, JOBS_BY_COST],
};
