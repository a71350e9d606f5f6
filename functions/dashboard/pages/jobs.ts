import { column, type DashboardPage, type SectionQuery, type TableSection } from '../page.ts';
import { toBuilds, toJob, valueIn, toJobBuilds } from './links.ts';

const SQL = `
  WITH newest AS (
    SELECT
      job,
      started_at,
      build_id,
      CASE outcome
        WHEN 'passed' THEN 'P' WHEN 'failed' THEN 'F' WHEN 'errored' THEN 'E' WHEN 'aborted' THEN 'A' WHEN 'running' THEN 'R'
        ELSE '?'
      END AS letter
    FROM recent_builds
    QUALIFY ROW_NUMBER() OVER (PARTITION BY job ORDER BY started_at DESC, build_id DESC) <= 30
  ),
  strips AS (
    SELECT job, STRING_AGG(letter, '' ORDER BY started_at, build_id) AS strip
    FROM newest
    GROUP BY job
  ),
  counts AS (
    SELECT
      job,
      COUNT(*) AS builds,
      COUNTIF(outcome = 'failed') AS failed,
      COUNTIF(outcome = 'errored') AS errored,
      SAFE_DIVIDE(COUNTIF(outcome = 'passed'), COUNTIF(outcome IN ('passed', 'failed', 'errored'))) AS pass_rate
    FROM recent_builds
    GROUP BY job
  )
  SELECT
    jobs.job,
    IFNULL(lifecycle.state, 'unknown') AS state,
    lifecycle.since_date,
    lifecycle.run_builds,
    lifecycle.cadence_seconds,
    lifecycle.first_bad_test_name,
    lifecycle.first_bad_test_id,
    lifecycle.last_good_build_id,
    lifecycle.first_bad_build_id,
    lifecycle.last_good_inputs,
    lifecycle.first_bad_inputs,
    strips.strip,
    counts.builds,
    counts.failed,
    counts.errored,
    counts.pass_rate,
    jobs.last_started_at,
    jobs.last_build_id,
    jobs.last_passed_at,
    jobs.job_type,
    jobs.cloud,
    jobs.networking,
    jobs.distro,
    jobs.architecture,
    jobs.kubernetes_version,
    jobs.kops_version,
    jobs.cluster,
    settings.testgrid_dashboards AS boards,
    settings.testgrid_alert_email AS owner
  FROM jobs
  LEFT JOIN job_lifecycle AS lifecycle ON jobs.job = lifecycle.job
  LEFT JOIN strips ON jobs.job = strips.job
  LEFT JOIN counts ON jobs.job = counts.job
  LEFT JOIN job_settings AS settings ON jobs.job = settings.job`;

/** States of jobs, those that need a look first. */
const STATES = [
  'newly_broken',
  'broken',
  'never_passed',
  'silent',
  'flaky',
  'recovered',
  'healthy',
];

/** All jobs with their states, those that need a look first. */
export const JOBS_QUERY: Pick<SectionQuery, 'sql' | 'orderBy'> = {
  sql: SQL,
  orderBy: `CASE state ${STATES.map((state, place) => `WHEN '${state}' THEN ${place}`).join(' ')} ELSE 9 END, since_date DESC, job`,
};

/** Returns a function that links a row to the builds of its job with an outcome. */
function toOutcome(outcome: string) {
  return toBuilds((row) => ({ job: valueIn(row, 'job'), outcome }));
}

const TABLE: TableSection = {
  kind: 'table',
  id: 'jobs',
  title: 'Jobs',
  ...JOBS_QUERY,
  filters: [
    { column: 'job', label: 'Job has', match: 'contains' },
    { column: 'state', label: 'State', match: 'equals' },
    { column: 'job_type', label: 'Type', match: 'equals' },
    { column: 'cloud', label: 'Cloud', match: 'equals' },
    { column: 'networking', label: 'CNI', match: 'equals' },
    { column: 'distro', label: 'Distribution', match: 'equals' },
    { column: 'architecture', label: 'Architecture', match: 'equals' },
    { column: 'kubernetes_version', label: 'Kubernetes', match: 'equals' },
    { column: 'kops_version', label: 'kOps', match: 'equals' },
    { column: 'boards', parameter: 'board', label: 'Board has', match: 'contains' },
    { column: 'owner', label: 'Alerts go to', match: 'contains' },
  ],
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('state', ['State', 'state']),
    column('since_date', ['Since', 'date']),
    column('strip', ['Last 30 builds', 'strip'], toJobBuilds),
    column('builds', ['Builds', 'number'], toJobBuilds),
    column('failed', ['Failed', 'number'], toOutcome('failed')),
    column('errored', ['Errored', 'number'], toOutcome('errored')),
    column('pass_rate', ['Pass rate', 'percent'], toOutcome('passed')),
    column('last_started_at', ['Newest build', 'time']),
    column('cloud', ['Cloud', 'text']),
    column('networking', ['CNI', 'text']),
    column('distro', ['Distribution', 'text']),
    column('kubernetes_version', ['Kubernetes', 'text']),
    column('kops_version', ['kOps', 'text']),
  ],
  empty: 'No job matches.',
};

/** The page of all jobs. */
export const JOBS_PAGE: DashboardPage = {
  path: '/jobs',
  title: 'Jobs',
  navigation: 'Jobs',
  lead: 'How is each job, and what did its builds of the last 28 days give? The newest build is at the right of a strip.',
  sections: [TABLE],
};
