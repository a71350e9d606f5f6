import type { managedwriter } from '@google-cloud/bigquery-storage';
import type { TableName, TableRow } from '../../schema/tables.ts';
import { columnsOf, type Column, type ColumnType } from './schema.ts';

/** A row as the Storage Write API's encoder takes it. */
export type EncodedRow = Parameters<managedwriter.JSONWriter['appendRows']>[0][number];
type EncodedValue = EncodedRow[string];

/** More than a field takes beside its text: its tag, its length, any number or time. */
const FIELD_BYTES = 16;

/**
 * NULLs are left out. DATE and TIMESTAMP become `Date`s: the encoder turns a string into the year 1970 without a word.
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

/** Splits rows so that no part takes more bytes than that, unless one row does. */
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

function encodeValue({ type, mode }: Column, value: unknown): EncodedValue {
  if (mode !== 'REPEATED') return ENCODE[type](value);
  return Array.isArray(value) ? value.map(ENCODE[type]) : [];
}

const ENCODE: Readonly<Record<ColumnType, (value: unknown) => EncodedValue>> = {
  STRING: (value) => String(value).toWellFormed(),
  // As text: a number beyond 2^53 would be rounded, a BigInt becomes 0.
  INT64: String,
  FLOAT64: Number,
  BOOL: (value) => value === true,
  DATE: (value) => new Date(String(value)),
  TIMESTAMP: (value) => new Date(String(value)),
  JSON: (value) => JSON.stringify(value, wellFormed),
};

/** Half a surrogate pair is no character, and BigQuery refuses the whole request for one. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function sizeOf(values: readonly EncodedValue[]): number {
  return values.reduce<number>((sum, value) => {
    if (Array.isArray(value)) return sum + sizeOf(value);
    return sum + FIELD_BYTES + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }, 0);
}
