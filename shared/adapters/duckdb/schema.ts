import { columnsOf, type ColumnType } from '../../schema/columns.ts';
import type { TableName } from '../../schema/tables.ts';

/** DuckDB's type for each GoogleSQL type. A TIMESTAMP is an instant, hence TIMESTAMPTZ. */
const DUCKDB_TYPES: Readonly<Record<ColumnType, string>> = {
  STRING: 'VARCHAR',
  INT64: 'BIGINT',
  FLOAT64: 'DOUBLE',
  BOOL: 'BOOLEAN',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMPTZ',
  JSON: 'JSON',
};

/** Returns the statement that creates a raw table if it does not exist. */
export function createTable(table: TableName): string {
  const columns = columnsOf(table).map(({ name, type, mode }) => {
    const suffix = mode === 'REPEATED' ? '[]' : mode === 'REQUIRED' ? ' NOT NULL' : '';
    return `"${name}" ${DUCKDB_TYPES[type]}${suffix}`;
  });
  return `CREATE TABLE IF NOT EXISTS ci_raw."${table}" (${columns.join(', ')})`;
}
