import type { DuckDBConnection } from '@duckdb/node-api';

/** Names of the columns of each raw table that a warehouse has, in their order, by the name of the table. */
export type RawColumns = ReadonlyMap<string, readonly string[]>;

/** Returns the columns of the raw tables. */
export async function readRawColumns(connection: DuckDBConnection): Promise<RawColumns> {
  const reader = await connection.runAndReadAll(
    `SELECT table_name, column_name FROM duckdb_columns()
     WHERE database_name = 'warehouse' AND schema_name = 'ci_raw' ORDER BY table_name, column_index`,
  );
  const rows = reader.getRows().map(([table, column]) => [String(table), String(column)] as const);
  const byTable = Map.groupBy(rows, ([table]) => table);
  return new Map([...byTable].map(([table, of]) => [table, of.map(([, column]) => column)]));
}
