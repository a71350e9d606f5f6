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
    [`${unit}_total`, columnOf(totals[unit]?.total)],
    [`${unit}_covered`, columnOf(totals[unit]?.covered)],
  ]);
  return Object.fromEntries(entries) as TotalColumns;
}

/** A sum of the numbers of a report may exceed what is exact; a row has to be valid all the same. */
function columnOf(count: number | undefined): number | null {
  return count === undefined ? null : Math.min(count, Number.MAX_SAFE_INTEGER);
}

/** Adds totals unit by unit. */
export function sumOfTotals(all: Iterable<Totals>): Totals {
  const sums: Partial<Record<Unit, Total>> = {};
  for (const totals of all) {
    for (const unit of UNITS) {
      const added = totals[unit];
      if (added === undefined) continue;
      const before = sums[unit] ?? { total: 0, covered: 0 };
      sums[unit] = {
        total: before.total + added.total,
        covered: before.covered + added.covered,
      };
    }
  }
  return sums;
}

/** Returns the covered part of what a format counts first: statements, else lines; `null` if there is nothing to cover. */
export function coverageRatio({ statements, lines }: Totals): number | null {
  const main = statements ?? lines;
  return main === undefined || main.total === 0 ? null : main.covered / main.total;
}
