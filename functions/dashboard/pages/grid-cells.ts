import { column, type TableSection } from '../page.ts';
import { toBuilds, toJob, valueIn } from './links.ts';

const toCell = toBuilds((row) => ({
  cloud: valueIn(row, 'cloud'),
  networking: valueIn(row, 'networking'),
  distro: valueIn(row, 'distro'),
  architecture: valueIn(row, 'architecture'),
  kubernetes_version: valueIn(row, 'kubernetes_version'),
  kops_version: valueIn(row, 'kops_version'),
}));

/** The cells of the supported grids that ever ran, the red ones first. */
export const GRID_CELLS: TableSection = {
  kind: 'table',
  id: 'cells',
  title: 'Cells that ran',
  about:
    'Failing cells ran in the last 28 days without a pass; stale ones did not run, which is no failure.',
  sql: `
    SELECT
      cell, grid, cloud, networking, distro, architecture, kubernetes_version, kops_version, jobs, runs, passed, runs_28_days,
      passed_28_days, last_run_date, last_passed_date,
      IF(state IN ('failing', 'stale') AND passed = 0, CONCAT('never_passed_', state), state) AS state
    FROM matrix_coverage
    WHERE runs > 0`,
  filters: [
    { column: 'grid', label: 'Grid', match: 'equals' },
    { column: 'state', label: 'State', match: 'equals' },
    { column: 'networking', label: 'CNI', match: 'equals' },
    { column: 'distro', label: 'Distribution', match: 'equals' },
    { column: 'kubernetes_version', label: 'Kubernetes', match: 'equals' },
    { column: 'kops_version', label: 'kOps', match: 'equals' },
  ],
  orderBy:
    "CASE state WHEN 'failing' THEN 0 WHEN 'never_passed_failing' THEN 1 WHEN 'covered' THEN 3 ELSE 2 END, last_run_date DESC, cell",
  rows: 40,
  columns: [
    { ...column('cell', ['Cell', 'text'], toCell), text: cellName },
    column('state', ['State', 'state']),
    column('jobs', ['Jobs', 'number'], toCell),
    column('runs_28_days', ['Runs in 28 days', 'number'], toCell),
    column('passed_28_days', ['Passed', 'number'], toCell),
    column('runs', ['Runs ever', 'number']),
    column('passed', ['Passed', 'number']),
    column('last_run_date', ['Last run', 'date']),
    column('last_passed_date', ['Last pass', 'date']),
  ],
  empty: 'No cell of a supported grid matches.',
};

/** Jobs that the grid can do without. */
export const REDUNDANT_JOBS: TableSection = {
  kind: 'table',
  id: 'redundant',
  title: 'Jobs that add no coverage',
  sql: `
    SELECT job, grid, runs, passed, last_run_date, duration_seconds, nearest_job, shared_pairs
    FROM redundant_jobs`,
  orderBy: 'duration_seconds DESC, job',
  rows: 20,
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('duration_seconds', ['Time in 28 days', 'duration'], toJob()),
    column('runs', ['Runs', 'number'], toJob()),
    column('nearest_job', ['Most like', 'text'], toJob('nearest_job')),
    column('shared_pairs', ['Pairs in common', 'number']),
  ],
  empty: 'Every job of the grid adds coverage.',
};

function cellName(row: Parameters<typeof valueIn>[0]): string {
  return ['cloud', 'networking', 'distro', 'architecture', 'kubernetes_version', 'kops_version']
    .map((dimension) => valueIn(row, dimension))
    .join(' ');
}
