import type { View } from '../ports/warehouse.ts';

/** Returns GoogleSQL for the rows of a roll-up on one date; without a date there are no rows. */
export function rollUpRows({ sql }: Pick<View, 'sql'>, date?: string): string {
  return `SELECT * FROM (\n${sql}\n) WHERE ${isDate(date)}`;
}

/** Returns GoogleSQL statements that replace the rows of a roll-up on one date. */
export function rebuildStatements(rollUp: View, date: string): readonly string[] {
  return [
    `DELETE FROM ci.${rollUp.name} WHERE ${isDate(date)}`,
    `INSERT INTO ci.${rollUp.name}\n${rollUpRows(rollUp, date)}`,
  ];
}

/** Equality with a constant prunes the partitions on both sides of a join; a list of dates does not. */
function isDate(date: string | undefined): string {
  return date === undefined ? 'FALSE' : `build_date = DATE '${date}'`;
}
