/** A panel: a query of the views in GoogleSQL, and how it is shown. Names of views have the dataset as a variable before them. */
export interface Panel {
  readonly title: string;
  readonly type: 'table' | 'timeseries' | 'stat';
  /** For a `timeseries` with a column `time`, in the order of it. */
  readonly sql: string;
}

/** Panels below each other, with a heading. */
export interface PanelGroup {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** The variable of the dashboard for the dataset with the views. */
export const DATASET = '${dataset}';

const from = (view: string): string => `FROM \`${DATASET}.${view}\``;

/** The groups of panels, each with the questions of one group of people. */
export const PANEL_GROUPS: readonly PanelGroup[] = [
  {
    title: 'Health',
    panels: [
      {
        title: 'Builds by day',
        type: 'timeseries',
        sql: `SELECT TIMESTAMP(build_date) AS time, SUM(passed) AS passed, SUM(failed) AS failed, SUM(aborted) AS aborted
${from('job_health_daily')}
WHERE build_date >= DATE_SUB(CURRENT_DATE(), INTERVAL 28 DAY)
GROUP BY time
ORDER BY time`,
      },
      {
        title: 'Jobs by state',
        type: 'table',
        sql: `SELECT state, COUNT(*) AS jobs
${from('job_lifecycle')}
GROUP BY state
ORDER BY jobs DESC`,
      },
      {
        title: 'Broken jobs',
        type: 'table',
        sql: `SELECT job, state, since_date, days_since_last_pass, first_bad_build_id, first_bad_test_name
${from('job_lifecycle')}
WHERE state IN ('broken', 'newly_broken', 'never_passed')
ORDER BY since_date DESC, job
LIMIT 100`,
      },
    ],
  },
  {
    title: 'Incidents',
    panels: [
      {
        title: 'Open incidents',
        type: 'stat',
        sql: `SELECT COUNTIF(is_open) AS open_incidents
${from('incidents')}`,
      },
      {
        title: 'What broke, by lost builds',
        type: 'table',
        sql: `SELECT subject, kind, is_open, started_at, jobs, tests, builds_lost, owner, example_test_name, first_bad_url, compare_url
${from('incidents')}
ORDER BY builds_lost DESC, started_at DESC
LIMIT 50`,
      },
      {
        title: 'Outages',
        type: 'table',
        sql: `SELECT dimension, value, started_at, ended_at, jobs, runs, failures, rate, usual_rate
${from('outages')}
ORDER BY started_at DESC
LIMIT 50`,
      },
    ],
  },
  {
    title: 'Flaky tests',
    panels: [
      {
        title: 'By certainty',
        type: 'table',
        sql: `SELECT test_name, owner, flakes, results, rate, flaky_jobs, q_value
${from('flaky_tests')}
ORDER BY q_value, flakes DESC
LIMIT 50`,
      },
      {
        title: 'By cost',
        type: 'table',
        sql: `SELECT test_name, job, owner, failed_alone_builds, lost_seconds
${from('quarantine_candidates')}
ORDER BY lost_seconds DESC
LIMIT 50`,
      },
    ],
  },
  {
    title: 'Pipeline',
    panels: [
      {
        title: 'Objects by day',
        type: 'timeseries',
        sql: `SELECT TIMESTAMP(build_date) AS time, parsed, salvaged, rejected
${from('completeness_daily')}
WHERE build_date >= DATE_SUB(CURRENT_DATE(), INTERVAL 28 DAY)
ORDER BY time`,
      },
      {
        title: 'Time from upload to reading',
        type: 'timeseries',
        sql: `SELECT TIMESTAMP(build_date) AS time, lag_p50_seconds, lag_max_seconds
${from('completeness_daily')}
WHERE build_date >= DATE_SUB(CURRENT_DATE(), INTERVAL 28 DAY)
ORDER BY time`,
      },
      {
        title: 'Stale buckets and jobs',
        type: 'table',
        sql: `SELECT bucket, job, reason, newest_started_at, newest_ingested_at
${from('staleness')}
WHERE is_stale
ORDER BY newest_started_at DESC
LIMIT 50`,
      },
      {
        title: 'Dead letters that wait',
        type: 'table',
        sql: `SELECT function_name, error_class, reason, times_given_up, last_given_up_at, dead_letter_id
${from('dead_letters')}
WHERE state = 'waiting'
ORDER BY last_given_up_at DESC
LIMIT 50`,
      },
    ],
  },
];
