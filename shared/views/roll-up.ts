import type { View } from '../ports/warehouse.ts';
import { dateLiteral } from '../schema/googlesql-literal.ts';

/** Returns GoogleSQL for the rows of a roll-up on some dates; without dates there are no rows. */
export function rollUpRows({ sql }: Pick<View, 'sql'>, dates: readonly string[] = []): string {
  return `SELECT * FROM (\n${sql}\n) WHERE ${isIn(dates)}`;
}

/**
 * Returns GoogleSQL statements that replace the rows of a roll-up on some dates.
 *
 * @param dates in ISO format, in ascending order
 */
export function rebuildStatements(rollUp: View, dates: readonly string[]): readonly string[] {
  return [
    `DELETE FROM ci.${rollUp.name} WHERE ${isIn(dates)}`,
    `INSERT INTO ci.${rollUp.name}\n${rollUpRows(rollUp, dates)}`,
  ];
}

/** Equality with a constant prunes the partitions on both sides of a join in BigQuery; a list of dates does not. */
function isIn(dates: readonly string[]): string {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return 'FALSE';
  if (dates.length === 1) return `build_date = ${dateLiteral(first)}`;
  const list = dates.map(dateLiteral).join(', ');
  return `build_date BETWEEN ${dateLiteral(first)} AND ${dateLiteral(last)} AND build_date IN (${list})`;
}
