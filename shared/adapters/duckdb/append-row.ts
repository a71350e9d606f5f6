import {
  DuckDBDateValue,
  DuckDBTimestampTZValue,
  LIST,
  VARCHAR,
  type DuckDBAppender,
} from '@duckdb/node-api';
import { columnsOf, type ColumnType, type TableColumn } from '../../schema/columns.ts';
import type { TableName, TableRow } from '../../schema/tables.ts';

const MILLISECONDS_PER_DAY = 86_400_000;

/** Appends one row to a table. */
export function appendRow<T extends TableName>(
  appender: DuckDBAppender,
  table: T,
  row: TableRow<T>,
): void {
  const values = new Map<string, unknown>(Object.entries(row));
  for (const column of columnsOf(table)) appendValue(appender, column, values.get(column.name));
  appender.endRow();
}

function appendValue(appender: DuckDBAppender, { type, mode }: TableColumn, value: unknown): void {
  if (value === null || value === undefined) appender.appendNull();
  else if (mode === 'REPEATED') appender.appendList(value as string[], LIST(VARCHAR));
  else APPEND[type](appender, value);
}

const APPEND: Readonly<Record<ColumnType, (appender: DuckDBAppender, value: unknown) => void>> = {
  STRING: (appender, value) => {
    appender.appendVarchar(String(value));
  },
  INT64: (appender, value) => {
    appender.appendBigInt(BigInt(value as number | string));
  },
  FLOAT64: (appender, value) => {
    appender.appendDouble(Number(value));
  },
  BOOL: (appender, value) => {
    appender.appendBoolean(value === true);
  },
  DATE: (appender, value) => {
    appender.appendDate(new DuckDBDateValue(Date.parse(String(value)) / MILLISECONDS_PER_DAY));
  },
  TIMESTAMP: (appender, value) => {
    appender.appendTimestampTZ(new DuckDBTimestampTZValue(microseconds(String(value))));
  },
  JSON: (appender, value) => {
    appender.appendVarchar(JSON.stringify(value));
  },
};

/** Returns the microseconds since 1970 of a time in ISO 8601. `Date` has a precision of milliseconds, so the rest is read separately. */
function microseconds(time: string): bigint {
  const beyondMilliseconds = /\.\d{3}(\d{1,3})/.exec(time)?.[1] ?? '';
  return BigInt(Date.parse(time)) * 1000n + BigInt(beyondMilliseconds.padEnd(3, '0'));
}
