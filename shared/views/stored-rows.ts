import type { View } from '../ports/warehouse.ts';
import { dateLiteral } from '../schema/googlesql-literal.ts';
import { isSnapshot } from './layers.ts';
import { selectFrom } from './stored-steps.ts';

/** Returns GoogleSQL for the rows of a roll-up on some dates; without dates there are no rows. */
export function rollUpRows({ sql }: Pick<View, 'sql'>, dates: readonly string[] = []): string {
  return `${selectFrom(sql, '*')} WHERE ${isIn(dates)}`;
}

/**
 * Returns GoogleSQL statements that replace the rows of a roll-up on some dates, or all rows of a snapshot. Columns are named if
 * they are known: those that were added to a table are its last ones, wherever they are in the query.
 *
 * @param dates of a roll-up, in ISO format and in ascending order
 */
export function rebuildStatements(stored: View, dates: readonly string[] = []): readonly string[] {
  const { name, columns = {} } = stored;
  const names = Object.keys(columns).join(', ');
  const [replaced, condition] = isSnapshot(stored)
    ? ['TRUE', '']
    : [isIn(dates), ` WHERE ${isIn(dates)}`];
  const rows = selectFrom(stored.sql, names === '' ? '*' : names) + condition;
  const target = names === '' ? name : `${name} (${names})`;
  return [`DELETE FROM ci.${name} WHERE ${replaced}`, `INSERT INTO ci.${target}\n${rows}`];
}

/** Equality with a constant prunes the partitions on both sides of a join in BigQuery; a list of dates does not. */
function isIn(dates: readonly string[]): string {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return 'FALSE';
  if (dates.length === 1) return `build_date = ${dateLiteral(first)}`;
  const list = dates.map(dateLiteral).join(', ');
  return `build_date BETWEEN ${dateLiteral(first)} AND ${dateLiteral(last)} AND build_date IN (${list})`;
}
