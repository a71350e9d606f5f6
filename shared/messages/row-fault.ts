import { z } from 'zod';
import { isDeeperThan } from '../artifacts/syntax/json/depth.ts';
import { columnsOf, type ColumnType, type TableColumn } from '../schema/columns.ts';
import type { TableName } from '../schema/tables.ts';

const DATE = z.regexes.date;
/** ISO 8601 in UTC. */
const TIMESTAMP = z.regexes.datetime({});
/** Levels of JSON, more than readers keep; BigQuery allows 500. */
const MAX_DEPTH = 128;
const DIGITS = /^-?\d{1,19}$/;

/** Whether a value of a JSON message is a value of the column type. */
const IS_OF_TYPE: Readonly<Record<ColumnType, (value: unknown) => boolean>> = {
  STRING: (value) => typeof value === 'string',
  INT64: (value) => Number.isSafeInteger(value) || (typeof value === 'string' && isInt64(value)),
  FLOAT64: Number.isFinite,
  BOOL: (value) => typeof value === 'boolean',
  DATE: (value) => typeof value === 'string' && DATE.test(value),
  TIMESTAMP: (value) => typeof value === 'string' && TIMESTAMP.test(value),
  // A value that arrived in a JSON message is valid JSON; one that is nested too deep cannot be written again.
  JSON: (value) => !isDeeperThan(value, MAX_DEPTH),
};

/** Returns a property of a row that is no column of the table; `undefined` if there is none. */
export function unknownColumnOf(
  table: TableName,
  row: Readonly<Record<string, unknown>>,
): string | undefined {
  const names = new Set(columnsOf(table).map(({ name }) => name));
  return Object.keys(row).find((name) => !names.has(name));
}

/** Returns a row with a value for every column: columns that are not required may be absent. */
export function withAbsentColumns(
  table: TableName,
  row: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const absent = columnsOf(table).filter(
    ({ name, mode }) => mode !== 'REQUIRED' && !Object.hasOwn(row, name),
  );
  return {
    ...Object.fromEntries(absent.map(({ name, mode }) => [name, mode === 'REPEATED' ? [] : null])),
    ...row,
  };
}

/**
 * Returns the first fault of a row of a table, such as `job: not a STRING`, and `undefined` for a valid row. A row has a
 * value for every column, which may be NULL if the column is not required, and no other property.
 *
 * It is written by hand because a schema of a validation library takes ten times as long for each row, and every row of
 * every message is checked.
 */
export function faultOfRow(
  table: TableName,
  row: Readonly<Record<string, unknown>>,
): string | undefined {
  const columns = columnsOf(table);
  for (const column of columns) {
    const value = row[column.name];
    if (!isValueOf(column, value)) return `${column.name}: ${faultOf(column, value)}`;
  }
  if (Object.keys(row).length === columns.length) return undefined;
  return `${unknownColumnOf(table, row) ?? ''}: no column of ${table}`;
}

function isValueOf({ type, mode }: TableColumn, value: unknown): boolean {
  if (mode === 'REPEATED') return Array.isArray(value) && value.every(IS_OF_TYPE[type]);
  if (value === null) return mode === 'NULLABLE';
  return value !== undefined && IS_OF_TYPE[type](value);
}

function faultOf({ type, mode }: TableColumn, value: unknown): string {
  if (value === undefined) return 'missing';
  if (mode === 'REPEATED') return `not a list of ${type}`;
  return `not ${type === 'INT64' ? 'an' : 'a'} ${type}`;
}

/** Returns whether a decimal string is an integer of 64 bits. */
function isInt64(text: string): boolean {
  return DIGITS.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}
