import { column, type DashboardPage, type FactsSection, type TableSection } from '../page.ts';
import { CHANGE_COLUMNS } from './change-columns.ts';
import { toBuilds, toCluster, toJob, valueIn } from './links.ts';

const toJobResults = toBuilds((row) => ({
  test: valueIn(row, 'test_id'),
  job: valueIn(row, 'job'),
}));

const FACTS: FactsSection = {
  kind: 'facts',
  id: 'test',
  title: 'The test',
  sql: `
    SELECT
      test_id,
      ANY_VALUE(test_name) AS test_name,
      ANY_VALUE(suite) AS suite,
      ANY_VALUE(class_name) AS class_name,
      ANY_VALUE(case_kind) AS case_kind,
      COUNT(DISTINCT job) AS jobs,
      SUM(results) AS results,
      SUM(failed) AS failed,
      SUM(flaky) AS flaky,
      SAFE_DIVIDE(SUM(failed) + SUM(flaky), SUM(results) - SUM(skipped)) AS failure_rate,
      SAFE_DIVIDE(SUM(duration_seconds), SUM(timed_results)) AS mean_seconds
    FROM recent_test_days
    WHERE test_id = @test
    GROUP BY test_id`,
  uses: ['test'],
  orderBy: 'test_id',
  columns: [
    column('test_name', ['Name', 'long']),
    column('suite', ['Suite', 'text']),
    column('class_name', ['Class', 'text']),
    column('case_kind', ['Kind', 'text']),
    column('jobs', ['Jobs', 'number']),
    column('results', ['Builds with a result', 'number'], toOutcome('')),
    column('failed', ['Failed', 'number'], toOutcome('failed')),
    column('flaky', ['Flaky', 'number'], toOutcome('flaky')),
    column('failure_rate', ['Failed or flaky', 'percent'], toOutcome('')),
    column('mean_seconds', ['Mean duration', 'duration']),
  ],
  empty: 'No build of the last 28 days has a result of this test.',
};

const BY_JOB: TableSection = {
  kind: 'table',
  id: 'jobs',
  title: 'History by job',
  about: 'The newest result is at the right of a strip.',
  sql: `
    SELECT
      test_id,
      job,
      SUBSTR(STRING_AGG(REPLACE(outcomes, '-', ''), '' ORDER BY build_date), -30) AS strip,
      SUM(results) AS results,
      SUM(failed) AS failed,
      SUM(flaky) AS flaky,
      SUM(failed) + SUM(flaky) AS unstable,
      SAFE_DIVIDE(SUM(failed) + SUM(flaky), SUM(results) - SUM(skipped)) AS failure_rate
    FROM recent_test_days
    WHERE test_id = @test
    GROUP BY test_id, job`,
  uses: ['test'],
  orderBy: 'unstable DESC, job',
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('strip', ['Last 30 results', 'strip'], toJobResults),
    column('results', ['Results', 'number'], toJobResults),
    column('failed', ['Failed', 'number'], toJobResults),
    column('flaky', ['Flaky', 'number'], toJobResults),
    column('failure_rate', ['Failed or flaky', 'percent'], toJobResults),
  ],
  empty: 'No job has run this test.',
};

const CONDITIONS: TableSection = {
  kind: 'table',
  id: 'conditions',
  title: 'Conditions with which it fails more',
  sql: `
    SELECT
      test_id, explanation, \`condition\`, dimension, value, jobs, failing_jobs, failure_rate, failure_rate_without, q_value
    FROM dimension_attribution
    WHERE build_date IS NULL AND test_id IS NOT NULL`,
  filters: [{ column: 'test_id', parameter: 'test', match: 'equals' }],
  orderBy: 'test_id, q_value, explanation, dimension',
  columns: [
    column(
      'condition',
      ['Condition', 'text'],
      toBuilds((row) => ({
        test: valueIn(row, 'test_id'),
        [valueIn(row, 'dimension')]: valueIn(row, 'value'),
      })),
    ),
    column('failure_rate', ['Fails with it', 'percent']),
    column('failure_rate_without', ['Without it', 'percent']),
    column('failing_jobs', ['Failing jobs', 'number']),
    column('jobs', ['Of jobs', 'number']),
  ],
  empty: 'It fails nowhere more often than elsewhere.',
};

const CHANGES: TableSection = {
  kind: 'table',
  id: 'changes',
  title: 'Changes of its failure rate',
  sql: `
    SELECT
      test_id, job, direction, first_build_after_started_at, failure_rate_before, failure_rate_after, last_build_before,
      first_build_after, inputs_before, inputs_after
    FROM test_changepoints
    WHERE test_id IS NOT NULL`,
  filters: [{ column: 'test_id', parameter: 'test', match: 'equals' }],
  orderBy: 'first_build_after_started_at DESC, test_id, job',
  columns: [column('job', ['Job', 'text'], toJob()), ...CHANGE_COLUMNS],
  empty: 'Its failure rate has not changed in any job.',
};

const MESSAGES: TableSection = {
  kind: 'table',
  id: 'messages',
  title: 'Its failures',
  sql: `
    SELECT
      failure_fingerprint,
      COUNT(*) AS failures,
      COUNT(DISTINCT job) AS jobs,
      MAX(build_date) AS last_date,
      MAX(build_id) AS build_id,
      ANY_VALUE(message) AS message
    FROM clustered_failures
    WHERE test_id = @test
    GROUP BY failure_fingerprint`,
  uses: ['test'],
  orderBy: 'failures DESC, failure_fingerprint',
  rows: 20,
  columns: [
    column('failure_fingerprint', ['Fingerprint', 'code'], toCluster()),
    column('failures', ['Failures', 'number'], toCluster()),
    column('jobs', ['Jobs', 'number'], toCluster()),
    column('last_date', ['Last', 'date']),
    column('message', ['Message', 'message']),
  ],
  empty: 'It has not failed with a message.',
};

/** The page of one test case. */
export const TEST_CASE_PAGE: DashboardPage = {
  path: '/test',
  title: 'Test',
  lead: 'In which jobs does this test fail, since when, and with which messages?',
  parameters: [{ name: 'test', label: 'the identity of a test', isRequired: true }],
  sections: [FACTS, BY_JOB, CONDITIONS, CHANGES, MESSAGES],
};

function toOutcome(test_outcome: string) {
  return toBuilds((row) => ({ test: valueIn(row, 'test_id'), test_outcome }));
}
