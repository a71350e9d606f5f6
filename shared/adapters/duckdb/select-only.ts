import {
  StatementType,
  type DuckDBConnection,
  type DuckDBPreparedStatement,
} from '@duckdb/node-api';
import { QueryError } from '../../errors.ts';

/** Kinds of statements that only return rows. */
const READING: ReadonlySet<StatementType> = new Set([StatementType.SELECT, StatementType.EXPLAIN]);

/**
 * Prepares one statement of DuckDB's SQL that only reads.
 *
 * @throws QueryError when DuckDB says that the statement is of another kind
 */
export async function prepareReading(
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(sql);
  const statement = await statements.prepare(0);
  const { statementType } = statement;
  if (statements.count === 1 && READING.has(statementType)) return statement;
  statement.destroySync();
  throw new QueryError(
    `only a single SELECT can be run, not ${StatementType[statementType]}: queries do not change the warehouse`,
  );
}
