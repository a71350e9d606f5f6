/** Kinds of units that are counted. */
export const UNITS = ['lines', 'statements', 'branches', 'functions'] as const;

export type Unit = (typeof UNITS)[number];

/** Number of units, and of those that ran. */
export interface Total {
  readonly total: number;
  readonly covered: number;
}

/** Totals by unit; a unit is missing if the format does not tell. */
export type Totals = Readonly<Partial<Record<Unit, Total>>>;

/** Columns of totals; `null` where the format does not tell. */
export type TotalColumns = Readonly<Record<`${Unit}_total` | `${Unit}_covered`, number | null>>;

export function totalColumns(totals: Totals): TotalColumns {
  const entries = UNITS.flatMap((unit) => [
    [`${unit}_total`, totals[unit]?.total ?? null],
    [`${unit}_covered`, totals[unit]?.covered ?? null],
  ]);
  return Object.fromEntries(entries) as TotalColumns;
}

/** Adds totals unit by unit, up to 2^53 - 1. */
export function sumOfTotals(all: Iterable<Totals>): Totals {
  const sums: Partial<Record<Unit, Total>> = {};
  for (const totals of all) {
    for (const unit of UNITS) {
      const added = totals[unit];
      if (added === undefined) continue;
      const before = sums[unit] ?? { total: 0, covered: 0 };
      sums[unit] = {
        total: Math.min(before.total + added.total, Number.MAX_SAFE_INTEGER),
        covered: Math.min(before.covered + added.covered, Number.MAX_SAFE_INTEGER),
      };
    }
  }
  return sums;
}

/**
 * Returns the covered part of what a format counts first: statements, else lines; `null` if there is nothing to cover. It is
 * at most 1, whatever a report states.
 */
export function coverageRatio({ statements, lines }: Totals): number | null {
  const main = statements ?? lines;
  return main === undefined || main.total === 0 ? null : Math.min(1, main.covered / main.total);
}
