import { TABLES, type TableName } from './tables.ts';

/** GoogleSQL types that a column of a raw table can have. */
export type ColumnType = 'STRING' | 'INT64' | 'FLOAT64' | 'BOOL' | 'DATE' | 'TIMESTAMP' | 'JSON';

/** What tells the type of a column: GoogleSQL's type of its values, and whether it is repeated. */
export interface ColumnShape {
  readonly type: string;
  readonly mode: string;
}

/** A column of a raw table, as its schema file describes it. */
export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly mode: 'REQUIRED' | 'NULLABLE' | 'REPEATED';
  readonly description: string;
}

/** Returns GoogleSQL's type of a column, which is an array if the column is repeated. */
export function typeOfColumn({ type, mode }: ColumnShape): string {
  return mode === 'REPEATED' ? `ARRAY<${type}>` : type;
}

/** Returns the columns of a raw table, in the order of the table. */
export function columnsOf(table: TableName): readonly TableColumn[] {
  return TABLES[table].schema;
}
