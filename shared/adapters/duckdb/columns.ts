import type { DuckDBConnection } from '@duckdb/node-api';

/** Names of the columns of each table and view of a dataset, in their order, by its name. */
export type ColumnsByTable = ReadonlyMap<string, readonly string[]>;

/** Returns the columns that the tables and views of a dataset of the warehouse have. */
export async function readColumns(
  connection: DuckDBConnection,
  dataset: 'ci' | 'ci_raw',
): Promise<ColumnsByTable> {
  const reader = await connection.runAndReadAll(
    `SELECT table_name, column_name FROM duckdb_columns()
     WHERE database_name = 'warehouse' AND schema_name = '${dataset}' ORDER BY table_name, column_index`,
  );
  const rows = reader.getRows().map(([table, column]) => [String(table), String(column)] as const);
  const byTable = Map.groupBy(rows, ([table]) => table);
  return new Map([...byTable].map(([table, of]) => [table, of.map(([, column]) => column)]));
}
