import {
  column,
  pathWith,
  type DashboardPage,
  type Row,
  type TableSection,
  type TreeMapSection,
  type TrendSection,
} from '../page.ts';
import { compareUrl, toBuild, toJob, valueIn } from './links.ts';

const REPOSITORY = "CONCAT(IFNULL(org, '?'), '/', IFNULL(repo, '?'))";

const TREND: TrendSection = {
  kind: 'trend',
  id: 'trend',
  title: 'Coverage of repositories and jobs',
  about:
    'The newest build of each day; of a repository the greatest coverage of each file in any of its jobs.',
  sql: `
    SELECT coverage_date, level, name, units_covered, units_total, coverage_ratio, ratio_change
    FROM coverage_trend
    WHERE level IN ('repository', 'job')`,
  orderBy: 'coverage_date DESC, level DESC, name',
  trend: { x: 'coverage_date', y: 'coverage_ratio', series: 'name', unit: 'percent' },
  columns: [
    column('coverage_date', ['Date', 'date']),
    column('name', ['Of', 'text']),
    column('level', ['Level', 'text']),
    column('coverage_ratio', ['Coverage', 'percent']),
    column('ratio_change', ['Change', 'percent']),
    column('units_covered', ['Statements that run', 'number']),
    column('units_total', ['Of', 'number']),
  ],
  empty: 'No build of the last 28 days has a coverage report.',
};

/** Drops of coverage that last, for pages and reports. */
export const COVERAGE_LOST: TableSection = {
  kind: 'table',
  id: 'lost',
  title: 'Coverage that was lost',
  about:
    'Drops that last, in the last 28 days; the commit is between the last good and the first bad build.',
  sql: `
    SELECT
      paths, files, owner, kind, no_longer_covered, newly_missed, ${REPOSITORY} AS repository, job,
      first_bad_at, first_bad_build_id, last_good_build_id, last_good_commit, first_bad_commit, coverage_ratio_before, coverage_ratio
    FROM coverage_regressions`,
  orderBy: 'first_bad_at DESC, job, paths',
  rows: 20,
  columns: [
    column('paths', ['Files that dropped most', 'code'], toChange),
    column('files', ['Files', 'number'], toChange),
    column('no_longer_covered', ['Ran before', 'number'], toChange),
    column('newly_missed', ['Do not run', 'number'], toChange),
    column('owner', ['Owner', 'text']),
    column('job', ['Job', 'text'], toJob()),
    column('first_bad_at', ['Since', 'time'], toBuild('first_bad_build_id')),
    { ...column('first_bad_commit', ['Commits', 'code'], toCommitsOf), text: commitsOf },
    column('coverage_ratio_before', ['Before', 'percent'], toBuild('last_good_build_id')),
    column('coverage_ratio', ['Now', 'percent'], toBuild('first_bad_build_id')),
  ],
  empty: 'No coverage was lost.',
};

const DIRECTORIES: TableSection = {
  kind: 'table',
  id: 'directories',
  title: 'Directories',
  about:
    'Files directly in a directory, each as the job covers it that covers most of it; those with most code that does not run come first.',
  sql: `
    SELECT
      CONCAT(org, '/', repo) AS repository, directory, MIN(owner) AS owner, COUNT(*) AS files, SUM(units_total) AS units_total,
      SUM(units_covered) AS units_covered, SUM(units_total) - SUM(units_covered) AS units_missed,
      SAFE_DIVIDE(SUM(units_covered), SUM(units_total)) AS coverage_ratio
    FROM newest_coverage
    GROUP BY org, repo, directory`,
  filters: [
    { column: 'repository', label: 'Repository', match: 'equals' },
    { column: 'directory', label: 'Directory has', match: 'contains' },
  ],
  orderBy: 'units_missed DESC, repository, directory',
  rows: 30,
  columns: [
    column('directory', ['Directory', 'code'], toDirectory),
    column('repository', ['Repository', 'text']),
    column('owner', ['Owner', 'text']),
    column('coverage_ratio', ['Coverage', 'percent']),
    column('units_missed', ['Do not run', 'number']),
    column('units_total', ['Statements or lines', 'number']),
    column('files', ['Files', 'number']),
  ],
  empty: 'No build of the last 28 days has a coverage report.',
};

const { sql, orderBy, columns, empty } = DIRECTORIES;

const MAP: TreeMapSection = {
  kind: 'tree-map',
  id: 'map',
  title: 'Map of directories',
  about:
    'The size of a tile is that of the code, its shade how much of it runs. A tile leads to the map of the directory; the table below has the same rows.',
  sql,
  orderBy,
  tree: {
    repository: 'repository',
    directory: 'directory',
    total: 'units_total',
    covered: 'units_covered',
  },
  columns,
  empty,
};

const HOTSPOTS: TableSection = {
  kind: 'table',
  id: 'hotspots',
  title: 'Hotspots',
  about: 'Files that change often, or whose package fails often, and that are covered little.',
  sql: `
    SELECT path, ${REPOSITORY} AS repository, owner, changes, package_failures, units_missed, coverage_ratio, score
    FROM coverage_hotspots`,
  orderBy: 'score DESC, path',
  rows: 20,
  columns: [
    column('path', ['File', 'code'], toFile),
    column('owner', ['Owner', 'text']),
    column('changes', ['Changes', 'number']),
    column('package_failures', ['Failures of the package', 'number']),
    column('units_missed', ['Do not run', 'number']),
    column('coverage_ratio', ['Coverage', 'percent']),
  ],
  empty: 'No file changes often and is covered little.',
};

const GAPS: TableSection = {
  kind: 'table',
  id: 'gaps',
  title: 'Directories that no job covers',
  sql: `
    SELECT directory, ${REPOSITORY} AS repository, owner, files, units_total, jobs
    FROM coverage_gaps`,
  orderBy: 'units_total DESC, repository, directory',
  rows: 20,
  columns: [
    column('directory', ['Directory', 'code'], toDirectory),
    column('repository', ['Repository', 'text']),
    column('owner', ['Owner', 'text']),
    column('units_total', ['Statements or lines', 'number']),
    column('files', ['Files', 'number']),
    column('jobs', ['Jobs that report it', 'number']),
  ],
  empty: 'Some job covers a part of every directory.',
};

/** The page of code coverage. */
export const COVERAGE_PAGE: DashboardPage = {
  path: '/coverage',
  title: 'Coverage',
  navigation: 'Coverage',
  lead: 'How much of the code runs in tests, what was lost, and where is it missing?',
  sections: [TREND, COVERAGE_LOST, MAP, DIRECTORIES, HOTSPOTS, GAPS],
};

const CHANGED_FILES: TableSection = {
  kind: 'table',
  id: 'files',
  title: 'Files whose coverage changed',
  about:
    'The build is compared with one of the commit that it was merged onto, or with the newest build before.',
  sql: `
    SELECT
      build_id, IFNULL(path, 'all files') AS path, \`change\` AS kind, base_coverage_ratio, coverage_ratio, lost_lines, lost_ranges,
      base_build_id, job
    FROM coverage_change
    WHERE build_id = @build`,
  uses: ['build'],
  orderBy: "IF(path = 'all files', 0, 1), lost_lines DESC, path",
  columns: [
    column('path', ['File', 'code']),
    column('kind', ['Change', 'text']),
    column('base_coverage_ratio', ['Before', 'percent'], toBuild('base_build_id')),
    column('coverage_ratio', ['Now', 'percent'], toBuild()),
    column('lost_lines', ['Lines that do not run any more', 'number']),
    column('lost_ranges', ['Which', 'code']),
    column('job', ['Job', 'text'], toJob()),
  ],
  empty: 'The build has no coverage report, or nothing to be compared with.',
};

/** The page of what one build did to the coverage. */
export const COVERAGE_CHANGE_PAGE: DashboardPage = {
  path: '/coverage-change',
  title: 'Change of coverage',
  lead: 'What did this build do to the coverage?',
  parameters: [{ name: 'build', label: 'the number of a build', isRequired: true }],
  sections: [CHANGED_FILES],
};

function toChange(row: Row): string {
  return pathWith('/coverage-change', { build: row['first_bad_build_id'] });
}

/** The file at GitHub as the first bad build had it, or as it is now. */
function toFile(row: Row): string {
  return githubUrl(row, 'blob', valueIn(row, 'path'));
}

function toDirectory(row: Row): string {
  return githubUrl(row, 'tree', valueIn(row, 'directory'));
}

function githubUrl(row: Row, kind: 'blob' | 'tree', path: string): string {
  const commit = valueIn(row, 'first_bad_commit') || 'HEAD';
  const segments = [valueIn(row, 'repository'), kind, commit, path].join('/').split('/');
  return `https://github.com/${segments.map(encodeURIComponent).join('/')}`;
}

function commitsOf(row: Row): string {
  const [before, after] = [valueIn(row, 'last_good_commit'), valueIn(row, 'first_bad_commit')];
  return `${before.slice(0, 10)}…${after.slice(0, 10)}`;
}

function toCommitsOf(row: Row): string | undefined {
  const repository = valueIn(row, 'repository');
  return compareUrl(
    `${repository}@${valueIn(row, 'last_good_commit')}`,
    `${repository}@${valueIn(row, 'first_bad_commit')}`,
  );
}
