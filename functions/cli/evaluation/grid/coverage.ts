import type { Truth } from '../../simulation/truth/truth.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { cellKey, gridRuns, pairKey, type GridPlace, type GridRun } from './grid-runs.ts';
import { z } from 'zod';

const CLAIMS = `last_run_date, last_passed_date, passed_7_days > 0 AS is_passed_7_days, passed_28_days > 0 AS is_passed_28_days`;

const date = z.string().nullable();
const claims = {
  last_run_date: date,
  last_passed_date: date,
  is_passed_7_days: z.boolean(),
  is_passed_28_days: z.boolean(),
};
type Claims = z.infer<z.ZodObject<typeof claims>>;

const value = z.string();
const cellsSchema = z.array(
  z.object({
    cloud: value,
    networking: value,
    distro: value,
    architecture: value,
    kubernetes_version: value,
    kops_version: value,
    ...claims,
  }),
);
const pairsSchema = z.array(
  z.object({
    grid: value,
    dimension: value,
    value,
    other_dimension: value,
    other_value: value,
    ...claims,
  }),
);

/** Cells of the supported grid: when each last ran and passed, and whether lately. The unit is one of these claims. */
export const COVERED_CELLS: FindingKind = {
  name: 'covered cell',
  rules: [
    {
      name: OWN_RULE,
      setting: null,
      sql: `SELECT cloud, networking, distro, architecture, kubernetes_version, kops_version, ${CLAIMS} FROM matrix_coverage`,
    },
  ],
  judge: (truth, rows) => {
    const found = cellsSchema
      .parse(rows)
      .flatMap(
        ({ last_run_date, last_passed_date, is_passed_7_days, is_passed_28_days, ...cell }) =>
          keysOf(cellKey(cell), {
            last_run_date,
            last_passed_date,
            is_passed_7_days,
            is_passed_28_days,
          }),
      );
    return [
      verdict(
        'covered cell',
        expectedOf(truth, ({ key }) => [key]),
        found,
      ),
    ];
  },
};

/** The same of pairs of values. */
export const COVERED_PAIRS: FindingKind = {
  name: 'covered pair',
  rules: [
    {
      name: OWN_RULE,
      setting: null,
      sql: `SELECT grid, dimension, value, other_dimension, other_value, ${CLAIMS} FROM pair_coverage`,
    },
  ],
  judge: (truth, rows) => {
    const found = pairsSchema
      .parse(rows)
      .flatMap((row) =>
        keysOf(
          pairKey(row.grid, [row.dimension, row.value], [row.other_dimension, row.other_value]),
          row,
        ),
      );
    return [
      verdict(
        'covered pair',
        expectedOf(truth, ({ pairs }) => pairs),
        found,
      ),
    ];
  },
};

function verdict(kind: string, required: ReadonlySet<string>, found: Iterable<string>) {
  return { kind, score: scoreFindings({ required, isTolerated: () => false }, found) };
}

function expectedOf(
  truth: Truth,
  unitsOf: (place: GridPlace) => readonly string[],
): ReadonlySet<string> {
  const units = new Map<string, GridRun[]>();
  for (const run of gridRuns(truth)) {
    for (const unit of run.place === undefined ? [] : unitsOf(run.place)) {
      units.set(unit, [...(units.get(unit) ?? []), run]);
    }
  }
  return new Set([...units].flatMap(([unit, runs]) => keysOf(unit, claimsOf(runs))));
}

function claimsOf(runs: readonly GridRun[]): Claims {
  const passed = runs.filter(({ isPassed }) => isPassed);
  const newest = (some: readonly GridRun[]): string | null =>
    some
      .map((run) => run.date)
      .toSorted()
      .at(-1) ?? null;
  return {
    last_run_date: newest(runs),
    last_passed_date: newest(passed),
    is_passed_7_days: passed.some(({ age }) => age < 7),
    is_passed_28_days: passed.some(({ age }) => age < 28),
  };
}

function keysOf(unit: string, claim: Claims): readonly string[] {
  return [
    ...(claim.last_run_date === null ? [] : [`${unit}: last ran on ${claim.last_run_date}`]),
    ...(claim.last_passed_date === null
      ? []
      : [`${unit}: last passed on ${claim.last_passed_date}`]),
    ...(claim.is_passed_7_days ? [`${unit}: passed in 7 days`] : []),
    ...(claim.is_passed_28_days ? [`${unit}: passed in 28 days`] : []),
  ];
}
