import { column, type DashboardPage, type Filter, type TableSection } from '../page.ts';
import { valueOf } from '../parameters.ts';
import { artifactsUrl, toBuild, toJob, toUrl } from './links.ts';

const COLUMNS = `
      recent_builds.*,
      IF(
        recent_builds.pull_number IS NULL,
        NULL,
        CONCAT(recent_builds.org, '/', recent_builds.repo, '#', CAST(recent_builds.pull_number AS STRING))
      ) AS pull`;

const FILTERS: readonly Filter[] = [
  { column: 'job', label: 'Job', match: 'equals' },
  { column: 'build_date', parameter: 'date', label: 'Date', match: 'equals' },
  { column: 'outcome', label: 'Outcome', match: 'equals' },
  { column: 'job_type', label: 'Type', match: 'equals' },
  { column: 'cloud', label: 'Cloud', match: 'equals' },
  { column: 'region', label: 'Region', match: 'equals' },
  { column: 'networking', label: 'CNI', match: 'equals' },
  { column: 'distro', label: 'Distribution', match: 'equals' },
  { column: 'architecture', label: 'Architecture', match: 'equals' },
  { column: 'kubernetes_version', label: 'Kubernetes', match: 'equals' },
  { column: 'kops_version', label: 'kOps', match: 'equals' },
  { column: 'cluster', label: 'Build cluster', match: 'equals' },
  { column: 'pull', label: 'Pull request', match: 'equals' },
  { column: 'inputs', label: 'Versions have', match: 'contains' },
];

const ALL: TableSection = {
  kind: 'table',
  id: 'builds',
  title: 'Builds',
  sql: `
    SELECT${COLUMNS}
    FROM recent_builds`,
  isFilteredInQuery: true,
  filters: FILTERS,
  orderBy: 'started_at DESC, build_id DESC',
  rows: 100,
  columns: [
    column('build_id', ['Build', 'code'], toBuild()),
    column('job', ['Job', 'text'], toJob()),
    column('outcome', ['Outcome', 'state']),
    column('started_at', ['Started', 'time']),
    column('duration_seconds', ['Duration', 'duration']),
    column('failed_tests', ['Failed tests', 'number'], toBuild()),
    column('failed_phase', ['Failed phase', 'text']),
    column('death_cause', ['Cause', 'text']),
    column('pull', ['Pull request', 'text']),
    column('inputs', ['Versions', 'code']),
    { ...column('url', ['Prow', 'text'], toUrl('url')), text: () => 'page' },
    { ...column('build_path', ['Artifacts', 'text'], artifactsUrl), text: () => 'files' },
  ],
  empty: 'No build of the last 28 days matches.',
};

const [BUILD_COLUMN, JOB_COLUMN, ...OTHER_COLUMNS] = ALL.columns;

/** The builds with a result of one test. */
const OF_TEST: TableSection = {
  ...ALL,
  sql: `
    SELECT${COLUMNS},
      CASE SUBSTR(days.outcomes, recent_builds.position, 1)
        WHEN 'P' THEN 'passed' WHEN 'F' THEN 'failed' WHEN 'X' THEN 'flaky' WHEN 'S' THEN 'skipped' ELSE 'interrupted'
      END AS test_outcome
    FROM recent_builds
    INNER JOIN recent_test_days AS days ON recent_builds.job = days.job AND recent_builds.build_date = days.build_date
    WHERE days.test_id = @test AND SUBSTR(days.outcomes, recent_builds.position, 1) NOT IN ('', '-')`,
  uses: ['test'],
  filters: [...FILTERS, { column: 'test_outcome', label: 'Outcome of the test', match: 'equals' }],
  columns: [
    BUILD_COLUMN,
    JOB_COLUMN,
    column('test_outcome', ['The test', 'state']),
    ...OTHER_COLUMNS,
  ].filter((one) => one !== undefined),
};

/** The page of the builds behind a number. */
export const BUILDS_PAGE: DashboardPage = {
  path: '/builds',
  title: 'Builds',
  lead: 'Which builds are behind a number? Those of the last 28 days, the newest first.',
  parameters: [{ name: 'test', label: 'Test', hasField: true, hint: 'identity of a test' }],
  sections: (values) => [valueOf(values, 'test') === '' ? ALL : OF_TEST],
};
