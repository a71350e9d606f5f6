import { columnsOf } from '../schema/columns.ts';
import type { TableName, TableRow } from '../schema/tables.ts';

/** Maximum size of a row that is assembled from free texts, in bytes of JSON: less than half of what a message can have. */
const MAX_ROW_BYTES = 4_000_000;

/** A row of limited size, and the columns that were left out of it. */
export interface BoundedRow<T extends TableName> {
  readonly row: TableRow<T>;
  readonly leftOut: readonly string[];
}

/** Returns a row without the values of its largest columns that are not required, as many as make it too large for a message. */
export function boundedRow<T extends TableName>(table: T, row: TableRow<T>): BoundedRow<T> {
  const sizes = columnsOf(table)
    .map(({ name, mode }) => ({ name, mode, bytes: sizeOf(row, name) }))
    .sort((left, right) => right.bytes - left.bytes);
  let total = sizes.reduce((sum, { name, bytes }) => sum + name.length + bytes, 0);
  const leftOut = sizes.filter(({ mode, bytes }) => {
    if (total <= MAX_ROW_BYTES || mode === 'REQUIRED') return false;
    total -= bytes;
    return true;
  });
  const empty = leftOut.map(({ name, mode }): [string, readonly string[] | null] => [
    name,
    mode === 'REPEATED' ? [] : null,
  ]);
  return {
    row: { ...row, ...Object.fromEntries(empty) },
    leftOut: leftOut.map(({ name }) => name),
  };
}

function sizeOf(row: object, name: string): number {
  const value: unknown = Reflect.get(row, name);
  return Buffer.byteLength(JSON.stringify(value));
}
