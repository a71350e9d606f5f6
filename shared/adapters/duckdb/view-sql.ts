import { toDuckDb } from '../../views/dialect/duckdb.ts';

const translated = new Map<string, string>();

/**
 * Returns the query of a view in DuckDB's SQL. Each query is translated once per process: a translation takes about 10 ms,
 * and a roll-up's query runs once for each date.
 *
 * @param sql GoogleSQL of a view; not of an ad-hoc query, as translations are kept
 * @throws QueryError if it cannot be parsed
 */
export function viewSql(sql: string): string {
  const known = translated.get(sql) ?? toDuckDb(sql);
  translated.set(sql, known);
  return known;
}
