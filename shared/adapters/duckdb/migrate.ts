import type { DuckDBConnection } from '@duckdb/node-api';
import { columnsOf } from '../../schema/columns.ts';
import type { TableName } from '../../schema/tables.ts';
import { createTable } from './schema.ts';

/**
 * Gives a raw table of an older version the columns of this version, in their order. In existing rows new columns are NULL,
 * and 0 if they are required numbers, such as counts of rows of a new table. A table that has these columns is not changed.
 *
 * @param existing columns that the table has, in their order; none if it does not exist
 */
export async function migrate(
  connection: DuckDBConnection,
  table: TableName,
  existing: readonly string[],
): Promise<void> {
  const columns = columnsOf(table).map(({ name }) => name);
  if (existing.length === 0 || existing.join() === columns.join()) return;
  const common = existing.filter((name) => columns.includes(name)).map((name) => `"${name}"`);
  const zeros = columnsOf(table)
    .filter(
      ({ name, type, mode }) => type === 'INT64' && mode === 'REQUIRED' && !existing.includes(name),
    )
    .map(({ name }) => `0 AS "${name}"`);
  await connection.run('BEGIN');
  try {
    await connection.run(`ALTER TABLE ci_raw."${table}" RENAME TO "${table}_before"`);
    await connection.run(createTable(table));
    await connection.run(
      `INSERT INTO ci_raw."${table}" BY NAME SELECT ${[...common, ...zeros].join(', ')} FROM ci_raw."${table}_before"`,
    );
    await connection.run(`DROP TABLE ci_raw."${table}_before"`);
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
}
