import { column, type TableSection, type TrendSection } from '../page.ts';
import { toBuild, toBuilds, toJob, valueIn } from './links.ts';

/** Leases from Boskos over time. */
export const LEASE_TREND: TrendSection = {
  kind: 'trend',
  id: 'leases',
  title: 'Leases from Boskos that were not acquired',
  sql: `
    SELECT
      build_date, IFNULL(resource_type, 'unknown') AS resource_type, leases, acquired, not_acquired, never_released, resources,
      wait_p50_seconds, wait_max_seconds
    FROM lease_daily`,
  orderBy: 'build_date DESC, resource_type',
  trend: { x: 'build_date', y: 'not_acquired', series: 'resource_type', unit: 'number' },
  columns: [
    column(
      'build_date',
      ['Date', 'date'],
      toBuilds((row) => ({ date: valueIn(row, 'build_date') })),
    ),
    column('resource_type', ['Type', 'text']),
    column('leases', ['Leases', 'number']),
    column('not_acquired', ['Not acquired', 'number']),
    column('never_released', ['Never released', 'number']),
    column('resources', ['Resources', 'number']),
    column('wait_p50_seconds', ['Median wait', 'duration']),
    column('wait_max_seconds', ['Longest wait', 'duration']),
  ],
  empty: 'No build of the last 28 days leased a project or account.',
};

/** Projects and accounts whose builds fail most. */
export const LEASED_RESOURCES: TableSection = {
  kind: 'table',
  id: 'resources',
  title: 'Projects and accounts',
  about:
    'Those whose builds fail most, in the last 28 days: a dirty project fails more than the others of its type.',
  sql: `
    SELECT
      resource, resource_type, leases, not_acquired, never_released, failed_builds, failure_rate, wait_p50_seconds, last_build_date
    FROM lease_health
    WHERE resource IS NOT NULL`,
  filters: [{ column: 'resource_type', label: 'Type of leases', match: 'equals' }],
  orderBy: 'failure_rate DESC, leases DESC, resource',
  rows: 15,
  columns: [
    column('resource', ['Resource', 'code']),
    column('resource_type', ['Type', 'text']),
    column('leases', ['Leases', 'number']),
    column('failed_builds', ['Failed builds', 'number']),
    column('failure_rate', ['Failed', 'percent']),
    column('never_released', ['Never released', 'number']),
    column('wait_p50_seconds', ['Median wait', 'duration']),
    column('last_build_date', ['Last leased', 'date']),
  ],
  empty: 'No log names a leased project or account.',
};

/** The share of short-lived credentials over time. */
export const CREDENTIAL_TREND: TrendSection = {
  kind: 'trend',
  id: 'credentials',
  title: 'Share of builds with short-lived credentials only',
  sql: `
    SELECT build_date, cloud, builds, static_builds, both_builds, short_lived_builds, week_short_lived_share
    FROM credential_trend`,
  orderBy: 'build_date DESC, cloud',
  trend: { x: 'build_date', y: 'week_short_lived_share', series: 'cloud', unit: 'percent' },
  columns: [
    column(
      'build_date',
      ['Date', 'date'],
      toBuilds((row) => ({ date: valueIn(row, 'build_date') })),
    ),
    column('cloud', ['Cloud', 'text']),
    column('builds', ['Builds', 'number']),
    column('static_builds', ['Static', 'number']),
    column('both_builds', ['Both', 'number']),
    column('short_lived_builds', ['Short-lived', 'number']),
    column('week_short_lived_share', ['Share over 7 days', 'percent']),
  ],
  empty: 'No build was given credentials.',
};

/** Jobs that still have static credentials. */
export const CREDENTIALS: TableSection = {
  kind: 'table',
  id: 'posture',
  title: 'Jobs with static credentials',
  sql: `
    SELECT job, cloud, posture, static_evidence, short_lived_evidence, since_date, last_build_id, builds
    FROM credential_posture
    WHERE is_current AND posture != 'short_lived'`,
  filters: [
    { column: 'cloud', parameter: 'credentials_for', label: 'Credentials for', match: 'equals' },
  ],
  orderBy: 'posture, cloud, job',
  rows: 15,
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('cloud', ['For', 'text']),
    column('posture', ['Credentials', 'state']),
    column('static_evidence', ['Evidence', 'code']),
    column('since_date', ['Since', 'date']),
    column('last_build_id', ['Newest build', 'code'], toBuild('last_build_id')),
  ],
  empty: 'All jobs have short-lived credentials.',
};

/** The migration to community infrastructure. */
export const MIGRATION: TableSection = {
  kind: 'table',
  id: 'migration',
  title: 'Migration to community infrastructure',
  about: 'Buckets and build clusters with which jobs run now, by owner.',
  sql: `
    SELECT owner, bucket, IFNULL(cluster, 'unknown') AS cluster, COUNT(*) AS jobs, MIN(since_date) AS since_date, MIN(job) AS example_job
    FROM migration_status
    WHERE is_current
    GROUP BY owner, bucket, cluster`,
  orderBy:
    "CASE owner WHEN 'legacy' THEN 0 WHEN 'unknown' THEN 1 ELSE 2 END, jobs DESC, bucket, cluster",
  columns: [
    column(
      'cluster',
      ['Build cluster', 'text'],
      toBuilds((row) => ({ cluster: valueIn(row, 'cluster') })),
    ),
    column('bucket', ['Bucket', 'text']),
    column('owner', ['Owner', 'state']),
    column(
      'jobs',
      ['Jobs', 'number'],
      toBuilds((row) => ({ cluster: valueIn(row, 'cluster') })),
    ),
    column('since_date', ['First since', 'date']),
    column('example_job', ['Such as', 'text'], toJob('example_job')),
  ],
  empty: 'No job has run.',
};
