import { column, type DashboardPage, type FactsSection, type TableSection } from '../page.ts';
import { valueOf } from '../parameters.ts';
import { toBuild, toJob, toTest, toUrl } from './links.ts';

/** A fingerprint that was linked before it was merged leads to its cluster. */
const CLUSTER = `COALESCE(
        (SELECT MAX(cluster_fingerprint) FROM merged_failures WHERE failure_fingerprint = @fingerprint), @fingerprint
      )`;

const FACTS: FactsSection = {
  kind: 'facts',
  id: 'cluster',
  title: 'The failure',
  sql: `
    SELECT *
    FROM failure_clusters
    WHERE failure_fingerprint = ${CLUSTER}`,
  uses: ['fingerprint'],
  orderBy: 'builds DESC, failure_fingerprint',
  columns: [
    column('example_message', ['Message', 'message']),
    column('failures', ['Failed attempts', 'number']),
    column('builds', ['Builds', 'number']),
    column('jobs', ['Jobs', 'number']),
    column('tests', ['Tests', 'number']),
    column('first_seen_at', ['First seen', 'time']),
    column('last_seen_at', ['Last seen', 'time'], toBuild('example_build_id')),
    column('clouds', ['Clouds', 'number']),
    column('networkings', ['CNIs', 'number']),
    column('distros', ['Distributions', 'number']),
    column('kubernetes_versions', ['Kubernetes versions', 'number']),
    column('kops_versions', ['kOps versions', 'number']),
  ],
  empty: 'No failure of the last 28 days has this fingerprint.',
};

const BUILDS_WITH_IT: TableSection = {
  kind: 'table',
  id: 'builds',
  title: 'Builds with this failure',
  sql: `
    SELECT
      failures.build_id, failures.job, failures.test_id, failures.test_name, builds.started_at, builds.outcome, builds.cloud,
      builds.networking, builds.distro, builds.kubernetes_version, builds.kops_version, builds.url
    FROM clustered_failures AS failures
    INNER JOIN recent_builds AS builds
      ON failures.build_date = builds.build_date AND failures.bucket = builds.bucket AND failures.build_path = builds.build_path
    WHERE failures.failure_fingerprint = ${CLUSTER}`,
  uses: ['fingerprint'],
  orderBy: 'started_at DESC, build_id, test_name',
  columns: [
    column('build_id', ['Build', 'code'], toBuild()),
    column('job', ['Job', 'text'], toJob()),
    column('test_name', ['Test', 'long'], toTest()),
    column('outcome', ['Outcome', 'state']),
    column('started_at', ['Started', 'time']),
    column('cloud', ['Cloud', 'text']),
    column('networking', ['CNI', 'text']),
    column('distro', ['Distribution', 'text']),
    column('kubernetes_version', ['Kubernetes', 'text']),
    column('kops_version', ['kOps', 'text']),
    { ...column('url', ['Prow', 'text'], toUrl('url')), text: () => 'page' },
  ],
  empty: 'No build of the last 28 days failed like this.',
};

/** The page of the failures with one fingerprint. */
export const CLUSTER_PAGE: DashboardPage = {
  path: '/cluster',
  title: (values) => `Failure ${valueOf(values, 'fingerprint')}`,
  lead: 'Where else did builds fail like this? Failures with the same fingerprint differ only in numbers, names and times, or in words that vary where their cause does not.',
  parameters: [{ name: 'fingerprint', label: 'the fingerprint of a failure', isRequired: true }],
  sections: [FACTS, BUILDS_WITH_IT],
};
