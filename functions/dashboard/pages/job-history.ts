import { column, type TableSection, type TrendSection } from '../page.ts';
import { toBuild, toBuilds, valueIn } from './links.ts';

/** Durations of the builds of a job. */
export const JOB_DURATIONS: TrendSection = {
  kind: 'trend',
  id: 'durations',
  title: 'Durations of the builds of the last 28 days',
  sql: `
    SELECT build_id, started_at, outcome, duration_seconds
    FROM recent_builds
    WHERE job = @job AND duration_seconds IS NOT NULL`,
  uses: ['job'],
  orderBy: 'started_at DESC, build_id',
  trend: { x: 'started_at', y: 'duration_seconds', series: 'outcome', unit: 'duration' },
  columns: [
    column('build_id', ['Build', 'code'], toBuild()),
    column('started_at', ['Started', 'time']),
    column('outcome', ['Outcome', 'state']),
    column('duration_seconds', ['Duration', 'duration']),
  ],
  empty: 'No build of the last 28 days has a duration.',
};

const toDay = toBuilds((row) => ({ job: valueIn(row, 'job'), date: valueIn(row, 'build_date') }));

/** Phases that the builds of a job reached and passed, by day. */
export const JOB_PHASES: TableSection = {
  kind: 'table',
  id: 'phases',
  title: 'Phases of the builds by day',
  about:
    'Builds that reached and passed each phase of kubetest2, and those that ended before any test, by cause.',
  sql: `
    SELECT
      build_date, job, SUM(runs) AS runs, SUM(passed) AS passed, SUM(up_reached) AS up_reached, SUM(up_passed) AS up_passed,
      SUM(test_reached) AS test_reached, SUM(test_passed) AS test_passed, SUM(died) AS died,
      SUM(died_leasing) AS died_leasing, SUM(died_creating) AS died_creating, SUM(died_of_timeout) AS died_of_timeout
    FROM phase_funnel
    WHERE job = @job
    GROUP BY build_date, job`,
  uses: ['job'],
  orderBy: 'build_date DESC',
  rows: 7,
  columns: [
    column('build_date', ['Date', 'date'], toDay),
    column('runs', ['Runs', 'number'], toDay),
    column('passed', ['Passed', 'number'], toDay),
    column('up_reached', ['Up reached', 'number'], toDay),
    column('up_passed', ['Up passed', 'number'], toDay),
    column('test_reached', ['Test reached', 'number'], toDay),
    column('test_passed', ['Test passed', 'number'], toDay),
    column('died', ['Ended before a test', 'number'], toDay),
    column('died_leasing', ['Leasing', 'number'], toDay),
    column('died_creating', ['Creating the cluster', 'number'], toDay),
    column('died_of_timeout', ['Time limit', 'number'], toDay),
  ],
  empty: 'No build of this job has run.',
};
