/** A view whose rows are stored by `build_date`. */
export interface RollUp {
  readonly name: string;
  readonly sql: string;
}

/** GoogleSQL for the rows of a roll-up on one date; without a date there are none. */
export function rollUpRows({ sql }: RollUp, date?: string): string {
  return `SELECT * FROM (\n${sql}\n) WHERE ${isDate(date)}`;
}

/** GoogleSQL statements that replace the rows of a roll-up on one date. */
export function rebuildStatements(rollUp: RollUp, date: string): readonly string[] {
  return [
    `DELETE FROM ci.${rollUp.name} WHERE ${isDate(date)}`,
    `INSERT INTO ci.${rollUp.name}\n${rollUpRows(rollUp, date)}`,
  ];
}

/** Equal to a constant: that prunes partitions on both sides of a join, which a list of dates does not. */
function isDate(date: string | undefined): string {
  return date === undefined ? 'FALSE' : `build_date = DATE '${date}'`;
}
