import type { DuckDBConnection } from '@duckdb/node-api';
import type { View } from '../../ports/warehouse.ts';
import { toDuckDb } from '../../views/dialect/duckdb.ts';
import { rebuildStatements } from '../../views/roll-up.ts';

/** Replaces the rows of one date in roll-ups, in one transaction. */
export async function rebuild(
  connection: DuckDBConnection,
  rollUps: readonly View[],
  date: string,
): Promise<void> {
  await connection.run('BEGIN');
  try {
    for (const statement of rollUps.flatMap((rollUp) => rebuildStatements(rollUp, date))) {
      await connection.run(toDuckDb(statement));
    }
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
