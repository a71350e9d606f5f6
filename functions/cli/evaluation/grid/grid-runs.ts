import type { BuildTruth, JobTruth } from '../../simulation/truth/builds.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { CELL_DIMENSIONS, type SupportedCell, type SupportedGrid } from './supported-grids.ts';

const DAY = 86_400_000;

/** A build that passed or failed, with its job. */
export interface GridRun {
  readonly build: BuildTruth;
  readonly job: JobTruth;
  readonly isPassed: boolean;
  readonly date: string;
  /** Days before the date of the newest build. */
  readonly age: number;
  /** The cell of a supported grid that the job tests, if there is one. */
  readonly place: GridPlace | undefined;
}

/** A cell of a grid, with its keys. */
export interface GridPlace {
  readonly grid: SupportedGrid;
  readonly cell: SupportedCell;
  readonly key: string;
  readonly pairs: readonly string[];
}

/**
 * Returns all runs except those of pull requests. Upgrades have no place, because they start in one cell and end in
 * another.
 */
export function gridRuns(
  grids: readonly SupportedGrid[],
  { jobs, builds }: Truth,
): readonly GridRun[] {
  const started = builds.filter(({ outcome }) => outcome !== null);
  const newest = started.map(dateOf).toSorted().at(-1) ?? '';
  const places = new Map(jobs.map((job) => [job.job, { job, place: placeOf(grids, job) }]));
  return started.flatMap((build) => {
    const known = places.get(build.job);
    const isRun = ['passed', 'failed', 'errored'].includes(build.outcome ?? '');
    if (known === undefined || !isRun || known.job.family === 'presubmit') return [];
    if (build.pull_number !== null) return [];
    const date = dateOf(build);
    const age = Math.round((Date.parse(newest) - Date.parse(date)) / DAY);
    return [{ ...known, build, date, age, isPassed: build.outcome === 'passed' }];
  });
}

function dateOf({ started_at }: BuildTruth): string {
  return started_at.slice(0, 10);
}

function placeOf(grids: readonly SupportedGrid[], job: JobTruth): GridPlace | undefined {
  if (job.family === 'upgrade') return undefined;
  const { cloud, networking, distro, k8s_version, kops_version } = job;
  const cell = {
    cloud,
    networking,
    distro,
    architecture: distro.endsWith('arm64') ? 'arm64' : 'amd64',
    kubernetes_version: k8s_version,
    kops_version,
  };
  const grid = grids.find(({ has }) => has(cell));
  return grid && { grid, cell, key: cellKey(cell), pairs: pairsOf(grid.name, cell) };
}

/** Returns a key that is unique for a cell. */
export function cellKey(cell: SupportedCell): string {
  return CELL_DIMENSIONS.map((dimension) => cell[dimension]).join(' ');
}

/** Returns a key that is unique for a pair of values in a grid, in either order. */
export function pairKey(grid: string, ...values: readonly (readonly [string, string])[]): string {
  return [grid, ...values.map((one) => one.join(' ')).sort()].join(', ');
}

function pairsOf(grid: string, cell: SupportedCell): readonly string[] {
  return CELL_DIMENSIONS.flatMap((one, i) =>
    CELL_DIMENSIONS.slice(i + 1).map((other) =>
      pairKey(grid, [one, cell[one]], [other, cell[other]]),
    ),
  );
}
