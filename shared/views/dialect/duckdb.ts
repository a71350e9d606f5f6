import { Dialect, transpile } from '@polyglot-sql/sdk';
import { QueryError } from '../../errors.ts';
import { MACRO_PREFIX } from './duckdb-macros.ts';
import { renameForDuckDb } from './rename.ts';

/**
 * Translates one statement of GoogleSQL for DuckDB.
 *
 * @throws QueryError if it cannot be parsed
 */
export function toDuckDb(sql: string): string {
  const {
    success,
    sql: statements,
    error,
  } = transpile(renameForDuckDb(sql, MACRO_PREFIX), Dialect.BigQuery, Dialect.DuckDB);
  const [statement, another] = statements ?? [];
  if (!success || statement === undefined) throw new QueryError(error ?? 'the statement is empty');
  if (another !== undefined) throw new QueryError('there is more than one statement');
  return statement;
}
