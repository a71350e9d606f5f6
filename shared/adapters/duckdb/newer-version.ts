import type { DuckDBConnection } from '@duckdb/node-api';
import { NewerWarehouseError } from '../../errors.ts';
import { columnsOf } from '../../schema/columns.ts';
import { TABLE_NAMES } from '../../schema/tables.ts';

/**
 * Checks that a newer version of ci-signal has not written a warehouse: this version would drop what it does not know.
 * Versions only add tables and columns to the raw tables, so an unknown one is newer.
 *
 * @throws NewerWarehouseError if there is a raw table or a column that this version does not know
 */
export async function refuseNewer(connection: DuckDBConnection, path: string): Promise<void> {
  const reader = await connection.runAndReadAll(
    `SELECT table_name, column_name FROM duckdb_columns()
     WHERE database_name = 'warehouse' AND schema_name = 'ci_raw' ORDER BY table_name, column_index`,
  );
  const known = new Set(
    TABLE_NAMES.flatMap((table) => columnsOf(table).map(({ name }) => `${table}.${name}`)),
  );
  const columns = reader.getRows().map((row) => row.join('.'));
  const first = columns.find((column) => !known.has(column));
  if (first === undefined) return;
  throw new NewerWarehouseError(
    `cannot write the warehouse ${path}: a newer version of ci-signal has written it, with the column ${first}, which this ` +
      'version does not know; nothing was changed. Use the newer version, or read the source into another file ' +
      'with --warehouse <file>; `ci-signal query` reads this one as it is',
  );
}
