import type { View } from '../ports/warehouse.ts';

/** Dates from the first to the last, both included, in ISO format. */
export interface DateRange {
  readonly first: string;
  readonly last: string;
}

/** Returns GoogleSQL for the rows of a roll-up on some dates; without dates there are no rows. */
export function rollUpRows({ sql }: Pick<View, 'sql'>, dates?: DateRange): string {
  return `SELECT * FROM (\n${sql}\n) WHERE ${isIn(dates)}`;
}

/** Returns GoogleSQL statements that replace the rows of a roll-up on some dates. */
export function rebuildStatements(rollUp: View, dates: DateRange): readonly string[] {
  return [
    `DELETE FROM ci.${rollUp.name} WHERE ${isIn(dates)}`,
    `INSERT INTO ci.${rollUp.name}\n${rollUpRows(rollUp, dates)}`,
  ];
}

/** Equality with a constant prunes the partitions on both sides of a join in BigQuery; a list of dates does not. */
function isIn(dates: DateRange | undefined): string {
  if (dates === undefined) return 'FALSE';
  const { first, last } = dates;
  return first === last
    ? `build_date = DATE '${first}'`
    : `build_date BETWEEN DATE '${first}' AND DATE '${last}'`;
}
