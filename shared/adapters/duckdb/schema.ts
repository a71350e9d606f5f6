import { TABLES, type TableName } from '../../schema/tables.ts';

/** DuckDB's type for each of BigQuery's. A TIMESTAMP is an instant, hence the time zone. */
const TYPES = {
  STRING: 'VARCHAR',
  INT64: 'BIGINT',
  FLOAT64: 'DOUBLE',
  BOOL: 'BOOLEAN',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMPTZ',
  JSON: 'JSON',
} as const;

export interface Column {
  readonly name: string;
  readonly type: keyof typeof TYPES;
  readonly mode: 'REQUIRED' | 'NULLABLE' | 'REPEATED';
}

export function columnsOf(table: TableName): readonly Column[] {
  return TABLES[table].schema;
}

/** The statement that makes a raw table where there is none. */
export function createTable(table: TableName): string {
  const columns = columnsOf(table).map(({ name, type, mode }) => {
    const suffix = mode === 'REPEATED' ? '[]' : mode === 'REQUIRED' ? ' NOT NULL' : '';
    return `"${name}" ${TYPES[type]}${suffix}`;
  });
  return `CREATE TABLE IF NOT EXISTS ci_raw."${table}" (${columns.join(', ')})`;
}
