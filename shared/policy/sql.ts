import { stringLiteral } from '../schema/googlesql-literal.ts';

// The parts of GoogleSQL that all generated views share.

/**
 * Returns the text of a generated view: a comment that names its source, and the queries joined by UNION ALL.
 *
 * @param file name of the file in `infra/policy/`
 */
export function generatedViewSql(file: string, queries: readonly string[]): string {
  return `${generatedComment(file)}\n${queries.join('\nUNION ALL\n')}\n`;
}

/** Returns the first line of a generated view. */
export function generatedComment(file: string): string {
  return `-- Written by \`npm run generate\` from infra/policy/${file}.`;
}

/**
 * Returns a query for one row.
 *
 * @param columns an SQL expression for each column, in the order of the columns
 */
export function rowSql(columns: Readonly<Record<string, string>>): string {
  const selected = Object.entries(columns).map(([name, expression]) => `${expression} AS ${name}`);
  return `SELECT ${selected.join(', ')}`;
}

/** Returns a string literal; NULL of type STRING for `undefined`. */
export function stringSql(text: string | undefined): string {
  if (text === undefined) return 'CAST(NULL AS STRING)';
  return stringLiteral(text);
}

/**
 * Returns a date literal; NULL of type DATE for `undefined`.
 *
 * @param date in ISO format
 */
export function dateSql(date: string | undefined): string {
  return date === undefined ? 'CAST(NULL AS DATE)' : `DATE '${date}'`;
}
