import { column, type DashboardPage, type MatrixSection, type TableSection } from '../page.ts';
import { valueOf } from '../parameters.ts';
import { GRID_CELLS, REDUNDANT_JOBS } from './grid-cells.ts';
import { toBuilds, toTest, valueIn } from './links.ts';

const SUMMARY: TableSection = {
  kind: 'table',
  id: 'summary',
  title: 'The supported grids',
  about:
    'A cell is one value of each dimension, a pair two values of different dimensions. Shares are of those that passed.',
  sql: `
    SELECT
      grid, cells, cells_run, cells_passed_28_days, cell_share_7_days, cell_share_28_days, pairs, pairs_run,
      pair_share_7_days, pair_share_28_days
    FROM coverage_summary`,
  orderBy: 'grid',
  columns: [
    column('grid', ['Grid', 'text'], toCells('')),
    column('cells', ['Cells', 'number'], toCells('')),
    column('cells_run', ['That ever ran', 'number'], toCells('')),
    column('cells_passed_28_days', ['Passed in 28 days', 'number'], toCells('covered')),
    column('cell_share_28_days', ['Share', 'percent'], toCells('covered')),
    column('pairs', ['Pairs', 'number']),
    column('pair_share_7_days', ['Passed in 7 days', 'percent']),
    column('pair_share_28_days', ['Passed in 28 days', 'percent']),
  ],
  empty: 'No supported grid is defined.',
};

const COMMON: TableSection = {
  kind: 'table',
  id: 'common',
  title: 'What red cells have in common',
  about:
    'Conditions with which builds or tests fail more often than without, in the last 28 days; those that explain most come first. ' +
    'A condition of one job only cannot be told from the job.',
  sql: `
    SELECT
      \`condition\`,
      IFNULL(test_name, 'the builds as a whole') AS test_name,
      IFNULL(test_id, '') AS test_id,
      ANY_VALUE(explanation) AS explanation,
      MIN(dimension) AS dimension,
      MIN(value) AS value,
      COUNT(*) AS values_in_condition,
      ANY_VALUE(failing_jobs) AS failing_jobs,
      ANY_VALUE(jobs) AS jobs,
      ANY_VALUE(failures) AS failures,
      ANY_VALUE(runs) AS runs,
      ANY_VALUE(failure_rate) AS failure_rate,
      ANY_VALUE(failure_rate_without) AS failure_rate_without,
      ANY_VALUE(q_value) AS q_value
    FROM dimension_attribution
    WHERE build_date IS NULL AND q_value <= 0.05
    GROUP BY \`condition\`, test_name, test_id`,
  filters: [{ column: 'condition', label: 'Condition has', match: 'contains' }],
  orderBy: 'q_value, failures DESC, `condition`, test_name',
  rows: 25,
  columns: [
    column('condition', ['Condition', 'text'], toCondition),
    column('test_name', ['Fails', 'long'], toTest()),
    column('failures', ['Failures', 'number'], toCondition),
    column('runs', ['Runs', 'number'], toCondition),
    column('failure_rate', ['Fails with it', 'percent'], toCondition),
    column('failure_rate_without', ['Without it', 'percent']),
    column('failing_jobs', ['Failing jobs', 'number']),
    column('jobs', ['Of jobs', 'number']),
  ],
  empty:
    'No condition explains failures: red cells have nothing in common that chance does not explain.',
};

/** Dimensions of the supported grid. */
const DIMENSIONS = [
  'distro',
  'networking',
  'kubernetes_version',
  'kops_version',
  'architecture',
  'cloud',
];

const PAIRS: MatrixSection = {
  kind: 'matrix',
  id: 'pairs',
  title: 'Pairs of values',
  about:
    'A pair is covered if a build with both values passed in the last 28 days, failing if builds ran and none passed, stale if ' +
    'none ran in that time, and never run if none ever did.',
  sql: `
    WITH pairs AS (
      SELECT grid, dimension, value, other_dimension, other_value, state, runs, passed
      FROM pair_coverage
      UNION ALL
      SELECT grid, other_dimension AS dimension, other_value AS value, dimension AS other_dimension, value AS other_value, state,
        runs, passed
      FROM pair_coverage
    )
    SELECT
      CONCAT(grid, ' ', value) AS line,
      grid, dimension, value, other_dimension, other_value, runs, passed,
      IF(state = 'failing' AND passed = 0, 'never_passed', state) AS state
    FROM pairs
    WHERE dimension = @rows_of AND other_dimension = @columns_of`,
  orderBy: 'other_value, line',
  matrix: {
    row: 'line',
    column: 'other_value',
    state: 'state',
    corner: 'Grid and value',
    cellLink: toBuilds((row) => ({
      [valueIn(row, 'dimension')]: valueIn(row, 'value'),
      [valueIn(row, 'other_dimension')]: valueIn(row, 'other_value'),
    })),
  },
  columns: [
    column('line', ['Grid and value', 'text']),
    column('other_value', ['Other value', 'text']),
    column('state', ['State', 'state']),
    column('runs', ['Runs', 'number']),
    column('passed', ['Passed', 'number']),
  ],
  empty: 'The supported grids have no pairs of these dimensions.',
};

const UPGRADES: MatrixSection = {
  kind: 'matrix',
  id: 'upgrades',
  title: 'Upgrades',
  about: 'Tested upgrades of Kubernetes, from the line to the column, over the whole history.',
  sql: `
    SELECT
      CONCAT(
        IFNULL(kubernetes_version_from, '?'), ' with kOps ', IFNULL(kops_version_from, '?'), ' on ', IFNULL(cloud, '?')
      ) AS upgrade_from,
      CONCAT(IFNULL(kubernetes_version_to, '?'), ' with kOps ', IFNULL(kops_version_to, '?')) AS upgrade_to,
      state, jobs, runs, passed, pass_rate, last_passed_date, kubernetes_version_to, kops_version_to, cloud
    FROM upgrade_matrix`,
  orderBy: 'upgrade_to, upgrade_from',
  matrix: {
    row: 'upgrade_from',
    column: 'upgrade_to',
    state: 'state',
    corner: 'From',
    cellLink: toBuilds((row) => ({
      kubernetes_version: valueIn(row, 'kubernetes_version_to'),
      kops_version: valueIn(row, 'kops_version_to'),
      cloud: valueIn(row, 'cloud'),
    })),
  },
  columns: [
    column('upgrade_from', ['From', 'text']),
    column('upgrade_to', ['To', 'text']),
    column('state', ['State', 'state']),
    column('jobs', ['Jobs', 'number']),
    column('runs', ['Runs', 'number']),
    column('pass_rate', ['Pass rate', 'percent']),
    column('last_passed_date', ['Last pass', 'date']),
  ],
  empty: 'No job tests an upgrade.',
};

/** The page of the supported grid. */
export const GRID_PAGE: DashboardPage = {
  path: '/grid',
  title: 'Grid',
  navigation: 'Grid',
  lead: 'Which combinations of cloud, CNI, distribution and versions pass, and what do the red ones have in common?',
  parameters: [
    { name: 'rows_of', label: 'Pairs by', hasField: true, choices: DIMENSIONS },
    { name: 'columns_of', label: 'and', hasField: true, choices: DIMENSIONS },
  ],
  sections: (values) => {
    const rows_of = valueOf(values, 'rows_of') || 'distro';
    const columns_of = valueOf(values, 'columns_of') || 'networking';
    return [
      SUMMARY,
      COMMON,
      {
        ...PAIRS,
        title: `Pairs of ${rows_of} and ${columns_of}`,
        parameters: { rows_of, columns_of },
      },
      GRID_CELLS,
      UPGRADES,
      REDUNDANT_JOBS,
    ];
  },
};

function toCells(state: string) {
  return (row: Parameters<typeof valueIn>[0]) =>
    `/grid?${new URLSearchParams({ grid: valueIn(row, 'grid'), state }).toString()}#cells`;
}

/** Of a condition of several values, all of them select builds; each stands in it as dimension=value. */
function toCondition(row: Parameters<typeof valueIn>[0]): string | undefined {
  const parts = valueIn(row, 'condition')
    .split(' × ')
    .map((part) => part.split('='));
  return toBuilds(() => ({
    test: valueIn(row, 'test_id'),
    ...Object.fromEntries(parts.map(([dimension = '', value = '']) => [dimension, value])),
  }))(row);
}
