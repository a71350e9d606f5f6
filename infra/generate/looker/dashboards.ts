import { columns, fieldsIn, grid, line, number, type Tile } from './tiles.ts';

/** A dashboard of Looker. */
export interface LookerDashboard {
  readonly name: string;
  readonly title: string;
  /** Columns by whose values people narrow all tiles whose explores have them, with the titles of their fields. */
  readonly filters: Readonly<Record<string, string>>;
  readonly tiles: readonly Tile[];
}

/** The dashboards, each with the questions of one group of people. */
export const DASHBOARDS: readonly LookerDashboard[] = [
  {
    name: 'health',
    title: 'Health of jobs',
    filters: { build_date: 'Date', job: 'Job' },
    tiles: [
      line('Builds by day', fieldsIn('job_health_daily', 'build_date total_passed total_failed'), {
        sorts: ['job_health_daily.build_date'],
      }),
      columns('Jobs by state', ['job_lifecycle.state', 'job_lifecycle.rows']),
      grid(
        'Broken jobs',
        fieldsIn(
          'job_lifecycle',
          'job state since_date first_bad_build_id first_bad_test_name days_since_last_pass',
        ),
        {
          sorts: ['job_lifecycle.since_date desc'],
          filters: { 'job_lifecycle.state': 'broken,newly^_broken,never^_passed' },
        },
      ),
      grid('Boards', fieldsIn('board_summary', 'board jobs passing flaky failing stale'), {
        sorts: ['board_summary.failing desc'],
      }),
    ],
  },
  {
    name: 'flakes',
    title: 'Flaky tests',
    filters: { job: 'Job', owner: 'Owner' },
    tiles: [
      grid(
        'By certainty',
        fieldsIn('flaky_tests', 'test_name suite owner flakes results rate flaky_jobs q_value'),
        { sorts: ['flaky_tests.q_value'] },
      ),
      grid(
        'By cost',
        fieldsIn('quarantine_candidates', 'test_name job owner failed_alone_builds lost_seconds'),
        {
          sorts: ['quarantine_candidates.lost_seconds desc'],
        },
      ),
    ],
  },
  {
    name: 'incidents',
    title: 'Incidents',
    filters: { owner: 'Owner', job: 'Job' },
    tiles: [
      number('Open incidents', 'incidents.rows', { filters: { 'incidents.is_open': 'Yes' } }),
      grid(
        'By lost builds',
        fieldsIn(
          'incidents',
          'subject kind is_open started_time jobs tests builds_lost owner first_bad_url compare_url',
        ),
        {
          sorts: ['incidents.builds_lost desc'],
        },
      ),
      grid(
        'Outages',
        fieldsIn(
          'outages',
          'dimension value started_time ended_time runs failures rate usual_rate',
        ),
        { sorts: ['outages.started_time desc'] },
      ),
      grid(
        'Changes of tests',
        fieldsIn(
          'test_changepoints',
          'test_name job direction change_date failure_rate_before failure_rate_after first_build_after_url',
        ),
        {
          sorts: ['test_changepoints.change_date desc'],
        },
      ),
    ],
  },
  {
    name: 'kops_grid',
    title: 'Grid of kOps',
    filters: { cloud: 'Cloud', kops_version: 'kOps version' },
    tiles: [
      grid(
        'Coverage of the grid',
        fieldsIn(
          'coverage_summary',
          'grid cells cells_run cell_share_7_days cell_share_28_days pair_share_7_days pair_share_28_days',
        ),
        {
          sorts: ['coverage_summary.grid'],
        },
      ),
      columns('Cells by state', ['matrix_coverage.state', 'matrix_coverage.rows']),
      grid(
        'Cells without a pass in 28 days',
        fieldsIn(
          'matrix_coverage',
          'cloud networking distro kubernetes_version kops_version state runs_28_days passed_28_days last_passed_date',
        ),
        {
          sorts: ['matrix_coverage.last_passed_date desc', 'matrix_coverage.cloud'],
          filters: { 'matrix_coverage.state': 'failing,stale' },
        },
      ),
    ],
  },
  {
    name: 'coverage',
    title: 'Code coverage',
    filters: { repo: 'Repository', owner: 'Owner' },
    tiles: [
      line(
        'Repositories',
        fieldsIn('coverage_trend', 'coverage_date name average_coverage_ratio'),
        {
          sorts: ['coverage_trend.coverage_date'],
          pivots: ['coverage_trend.name'],
          filters: { 'coverage_trend.level': 'repository' },
        },
      ),
      grid(
        'Lost coverage',
        fieldsIn(
          'coverage_regressions',
          'repo job kind no_longer_covered newly_missed owner first_bad_date first_bad_url',
        ),
        {
          sorts: ['coverage_regressions.no_longer_covered desc'],
        },
      ),
    ],
  },
  {
    name: 'pipeline',
    title: 'Pipeline',
    filters: { build_date: 'Date', bucket: 'Bucket' },
    tiles: [
      line(
        'Objects by day',
        fieldsIn('completeness_daily', 'build_date total_objects total_rejected total_salvaged'),
        { sorts: ['completeness_daily.build_date'] },
      ),
      grid(
        'Stale buckets and jobs',
        fieldsIn('staleness', 'bucket job reason newest_started_time'),
        {
          sorts: ['staleness.newest_started_time desc'],
          filters: { 'staleness.is_stale': 'Yes' },
        },
      ),
      grid(
        'Dead letters',
        fieldsIn('dead_letters', 'state function_name reason times_given_up last_given_up_time'),
        { sorts: ['dead_letters.last_given_up_time desc'] },
      ),
    ],
  },
];
