import { z } from 'zod';
import type { Truth } from '../../simulation/truth/truth.ts';
import { keyedKind, ownRule, type FindingKind } from '../finding-kind.ts';
import { cellKey, gridRuns, pairKey, type GridPlace, type GridRun } from './grid-runs.ts';
import type { SupportedGrid } from './supported-grids.ts';

const CLAIM_COLUMNS = `last_run_date, last_passed_date, passed_7_days > 0 AS is_passed_7_days, passed_28_days > 0 AS is_passed_28_days`;

const date = z.string().nullable();
const claimFields = {
  last_run_date: date,
  last_passed_date: date,
  is_passed_7_days: z.boolean(),
  is_passed_28_days: z.boolean(),
};
type Claims = z.infer<z.ZodObject<typeof claimFields>>;

const value = z.string();

/** Returns the kind for the last run and the last passed run of each cell of the grids. The unit is one such claim. */
export function coveredCells(grids: readonly SupportedGrid[]): FindingKind {
  return keyedKind({
    name: 'covered cell',
    rules: [
      ownRule(
        `SELECT cloud, networking, distro, architecture, kubernetes_version, kops_version, ${CLAIM_COLUMNS} FROM matrix_coverage`,
      ),
    ],
    row: z.object({
      cloud: value,
      networking: value,
      distro: value,
      architecture: value,
      kubernetes_version: value,
      kops_version: value,
      ...claimFields,
    }),
    keysOf: (row) => claimKeys(cellKey(row), row),
    expected: (truth) => ({ required: requiredClaims(grids, truth, ({ key }) => [key]) }),
  });
}

/** Returns the kind for the same claims about pairs of values. */
export function coveredPairs(grids: readonly SupportedGrid[]): FindingKind {
  return keyedKind({
    name: 'covered pair',
    rules: [
      ownRule(
        `SELECT grid, dimension, value, other_dimension, other_value, ${CLAIM_COLUMNS} FROM pair_coverage`,
      ),
    ],
    row: z.object({
      grid: value,
      dimension: value,
      value,
      other_dimension: value,
      other_value: value,
      ...claimFields,
    }),
    keysOf: (row) => {
      const { grid, dimension, other_dimension, other_value } = row;
      return claimKeys(pairKey(grid, [dimension, row.value], [other_dimension, other_value]), row);
    },
    expected: (truth) => ({ required: requiredClaims(grids, truth, ({ pairs }) => pairs) }),
  });
}

/** Returns the true claims about the units (cells or pairs) of all runs. */
function requiredClaims(
  grids: readonly SupportedGrid[],
  truth: Truth,
  unitsOf: (place: GridPlace) => readonly string[],
): ReadonlySet<string> {
  const units = new Map<string, GridRun[]>();
  for (const run of gridRuns(grids, truth)) {
    for (const unit of run.place === undefined ? [] : unitsOf(run.place)) {
      units.set(unit, [...(units.get(unit) ?? []), run]);
    }
  }
  return new Set([...units].flatMap(([unit, runs]) => claimKeys(unit, claimsOf(runs))));
}

function claimsOf(runs: readonly GridRun[]): Claims {
  const passed = runs.filter(({ isPassed }) => isPassed);
  return {
    last_run_date: newestDate(runs),
    last_passed_date: newestDate(passed),
    is_passed_7_days: passed.some(({ age }) => age < 7),
    is_passed_28_days: passed.some(({ age }) => age < 28),
  };
}

function newestDate(runs: readonly GridRun[]): string | null {
  const dates = runs.map((run) => run.date).toSorted();
  return dates.at(-1) ?? null;
}

function claimKeys(unit: string, claims: Claims): readonly string[] {
  const { last_run_date, last_passed_date, is_passed_7_days, is_passed_28_days } = claims;
  return [
    ...(last_run_date === null ? [] : [`${unit}: last ran on ${last_run_date}`]),
    ...(last_passed_date === null ? [] : [`${unit}: last passed on ${last_passed_date}`]),
    ...(is_passed_7_days ? [`${unit}: passed in 7 days`] : []),
    ...(is_passed_28_days ? [`${unit}: passed in 28 days`] : []),
  ];
}
