import type { BuildTruth, JobTruth } from '../../simulation/truth/builds.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { GRID_DIMENSIONS, GRIDS, type GridCell, type SupportedGrid } from './grids.ts';

const DAY = 86_400_000;

/** A build that came to a result of its own. */
export interface GridRun {
  readonly build: BuildTruth;
  readonly job: JobTruth;
  readonly isPassed: boolean;
  readonly date: string;
  /** Days before the newest build. */
  readonly age: number;
  /** The cell of a supported grid that it ran in. */
  readonly place: GridPlace | undefined;
}

/** A cell of a grid. */
export interface GridPlace {
  readonly grid: SupportedGrid;
  readonly cell: GridCell;
  readonly key: string;
  readonly pairs: readonly string[];
}

/** Every run but those of pull requests. Upgrades have no place: they do not begin in the cell that they end in. */
export function gridRuns({ jobs, builds }: Truth): readonly GridRun[] {
  const started = builds.filter(({ outcome }) => outcome !== null);
  const newest = started.map(dateOf).toSorted().at(-1) ?? '';
  const places = new Map(jobs.map((job) => [job.job, { job, place: placeOf(job) }]));
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

function placeOf(job: JobTruth): GridPlace | undefined {
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
  const grid = GRIDS.find(({ has }) => has(cell));
  return grid && { grid, cell, key: cellKey(cell), pairs: pairsOf(grid.name, cell) };
}

/** Tells a cell from every other one. */
export function cellKey(cell: GridCell): string {
  return GRID_DIMENSIONS.map((dimension) => cell[dimension]).join(' ');
}

/** Tells a pair of values from every other one, whichever stands first. */
export function pairKey(grid: string, ...values: readonly (readonly [string, string])[]): string {
  return [grid, ...values.map((one) => one.join(' ')).sort()].join(', ');
}

function pairsOf(grid: string, cell: GridCell): readonly string[] {
  return GRID_DIMENSIONS.flatMap((one, i) =>
    GRID_DIMENSIONS.slice(i + 1).map((other) =>
      pairKey(grid, [one, cell[one]], [other, cell[other]]),
    ),
  );
}
