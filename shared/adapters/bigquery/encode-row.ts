import type { managedwriter } from '@google-cloud/bigquery-storage';
import { columnsOf, type ColumnType, type TableColumn } from '../../schema/columns.ts';
import type { TableName, TableRow } from '../../schema/tables.ts';

/** A row in the form that the encoder of the Storage Write API accepts. */
export type EncodedRow = Parameters<managedwriter.JSONWriter['appendRows']>[0][number];
type EncodedValue = EncodedRow[string];

/** Upper bound for the bytes of a field besides its text: its tag, its length, a number or a time. */
const FIELD_BYTES = 16;

/**
 * Returns a row for the Storage Write API, without its NULLs. DATE and TIMESTAMP become `Date`s, because the encoder
 * silently turns a string into the year 1970.
 */
export function encodeRow<T extends TableName>(table: T, row: TableRow<T>): EncodedRow {
  const values = new Map<string, unknown>(Object.entries(row));
  const encoded: EncodedRow = {};
  for (const column of columnsOf(table)) {
    const value = values.get(column.name);
    if (value !== null && value !== undefined) encoded[column.name] = encodeValue(column, value);
  }
  return encoded;
}

/** Yields the rows in parts of at most `maxBytes` bytes; a single row that is larger forms a part of its own. */
export function* splitRows(
  rows: Iterable<EncodedRow>,
  maxBytes: number,
): Generator<EncodedRow[], void> {
  let part: EncodedRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = sizeOf(Object.values(row));
    if (part.length > 0 && bytes + size > maxBytes) {
      yield part;
      [part, bytes] = [[], 0];
    }
    part.push(row);
    bytes += size;
  }
  if (part.length > 0) yield part;
}

function encodeValue({ type, mode }: TableColumn, value: unknown): EncodedValue {
  if (mode !== 'REPEATED') return ENCODE[type](value);
  return Array.isArray(value) ? value.map(ENCODE[type]) : [];
}

const ENCODE: Readonly<Record<ColumnType, (value: unknown) => EncodedValue>> = {
  STRING: (value) => String(value).toWellFormed(),
  // Text, because the encoder rounds a number beyond 2^53 and turns a BigInt into 0.
  INT64: String,
  FLOAT64: Number,
  BOOL: (value) => value === true,
  DATE: (value) => new Date(String(value)),
  TIMESTAMP: (value) => new Date(String(value)),
  JSON: (value) => JSON.stringify(value, wellFormed),
};

/** Replaces lone surrogates in a string: BigQuery refuses the whole request because of one. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function sizeOf(values: readonly EncodedValue[]): number {
  return values.reduce<number>((sum, value) => {
    if (Array.isArray(value)) return sum + sizeOf(value);
    return sum + FIELD_BYTES + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }, 0);
}
