import type { DuckDBConnection } from '@duckdb/node-api';
import type { View } from '../../ports/warehouse.ts';
import { rebuildStatements, type DateRange } from '../../views/roll-up.ts';
import { translateView } from './translate.ts';

/** Replaces the rows of some dates in roll-ups, in one transaction. */
export async function rebuild(
  connection: DuckDBConnection,
  rollUps: readonly View[],
  dates: DateRange,
): Promise<void> {
  await connection.run('BEGIN');
  try {
    for (const rollUp of rollUps) {
      const statements = rebuildStatements(
        { ...rollUp, sql: await translateView(rollUp.sql) },
        dates,
      );
      for (const statement of statements) await connection.run(statement);
    }
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
