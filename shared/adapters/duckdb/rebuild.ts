import type { DuckDBConnection } from '@duckdb/node-api';
import type { View } from '../../ports/warehouse.ts';
import { rebuildStatements } from '../../views/roll-up.ts';
import { viewSql } from './view-sql.ts';

/** Replaces the rows of one date in roll-ups, in one transaction. */
export async function rebuild(
  connection: DuckDBConnection,
  rollUps: readonly View[],
  date: string,
): Promise<void> {
  await connection.run('BEGIN');
  try {
    for (const rollUp of rollUps) {
      const statements = rebuildStatements({ ...rollUp, sql: viewSql(rollUp.sql) }, date);
      for (const statement of statements) await connection.run(statement);
    }
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
