import {
  column,
  pathWith,
  type DashboardPage,
  type FactsSection,
  type Row,
  type TableSection,
} from '../page.ts';
import { valueOf } from '../parameters.ts';
import { artifactsUrl, toBuilds, toCluster, toJob, toTest, toUrl, valueIn } from './links.ts';

const FACTS: FactsSection = {
  kind: 'facts',
  id: 'build',
  title: 'The build',
  sql: `
    SELECT *
    FROM recent_builds
    WHERE build_id = @build`,
  uses: ['build'],
  orderBy: 'started_at DESC, job',
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('outcome', ['Outcome', 'state']),
    column('url', ['Page at Prow', 'text'], toUrl('url')),
    column('build_path', ['Artifacts', 'text'], artifactsUrl),
    column('started_at', ['Started', 'time']),
    column('duration_seconds', ['Duration', 'duration']),
    column('queue_seconds', ['Waited', 'duration']),
    column(
      'inputs',
      ['Versions', 'code'],
      toBuilds((row) => ({ inputs: valueIn(row, 'inputs') })),
    ),
    column('pull_number', ['Pull request', 'code'], toVerdicts),
    column('failed_phase', ['Failed phase', 'text']),
    column('death_cause', ['Cause', 'text']),
    column('passed_tests', ['Passed tests', 'number']),
    column('failed_tests', ['Failed tests', 'number']),
    column('flaky_tests', ['Flaky tests', 'number']),
    column('skipped_tests', ['Skipped tests with a reason', 'number']),
    column('up_phase', ['Phase Up', 'state']),
    column('test_phase', ['Phase Test', 'state']),
    column('down_phase', ['Phase Down', 'state']),
    column('kops_build', ['kOps', 'code']),
    column('kubernetes_build', ['Kubernetes', 'code']),
    column('region', ['Region', 'text']),
    column('cluster', ['Build cluster', 'text']),
    column('pod_reason', ['End of the pod', 'text']),
  ],
  empty: 'No build of this number started in the last 28 days.',
};

const FAILURES: TableSection = {
  kind: 'table',
  id: 'failures',
  title: 'Failed attempts',
  about: 'A test whose last attempt passed is flaky; its failed attempts are here as well.',
  sql: `
    SELECT job, test_id, test_name, failure_fingerprint, message, object_name, ordinal
    FROM clustered_failures
    WHERE build_id = @build`,
  uses: ['build'],
  orderBy: 'job, object_name, ordinal',
  columns: [
    column('test_name', ['Test', 'long'], toTest()),
    column('message', ['Message', 'message']),
    column('failure_fingerprint', ['Same failure elsewhere', 'code'], toCluster()),
  ],
  empty: 'No test failed with a message.',
};

/** The page of one build. */
export const BUILD_PAGE: DashboardPage = {
  path: '/build',
  title: (values) => `Build ${valueOf(values, 'build')}`,
  lead: 'What did this build test, and what failed in it?',
  parameters: [{ name: 'build', label: 'the number of a build', isRequired: true }],
  sections: [FACTS, FAILURES],
};

function toVerdicts(row: Row): string {
  const target = `${valueIn(row, 'org')}/${valueIn(row, 'repo')}#${valueIn(row, 'pull_number')}`;
  return pathWith('/failure', { target });
}
