import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { DateTime } from 'luxon';
import type { QueryValue } from '../../ports/warehouse.ts';

/** Converts a value of a DuckDB result to that of the port. */
export function toQueryValue(value: DuckDBValue, type: DuckDBType): QueryValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return type.alias === 'JSON' ? parseJson(value) : value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return integer(value);
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue) {
    return DateTime.fromMillis(Number(value.micros / 1000n), { zone: 'utc' }).toISO() ?? null;
  }
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue) return list(value, type);
  if (value instanceof DuckDBStructValue) return struct(value, type);
  return value.toString();
}

function integer(value: bigint): QueryValue {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

function list({ items }: DuckDBListValue, type: DuckDBType): QueryValue {
  const valueType = 'valueType' in type ? type.valueType : type;
  return items.map((item) => toQueryValue(item, valueType));
}

function struct({ entries }: DuckDBStructValue, type: DuckDBType): QueryValue {
  const typeOf = (name: string): DuckDBType =>
    'typeForEntry' in type
      ? (type as { typeForEntry(name: string): DuckDBType }).typeForEntry(name)
      : type;
  return Object.fromEntries(
    Object.entries(entries).map(([name, value]) => [name, toQueryValue(value, typeOf(name))]),
  );
}

function parseJson(text: string): QueryValue {
  // DuckDB ensures that a JSON column contains valid JSON.
  return JSON.parse(text) as QueryValue;
}
