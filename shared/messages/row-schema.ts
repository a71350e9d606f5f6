import { z } from 'zod';
import { columnsOf, type ColumnType, type TableColumn } from '../schema/columns.ts';
import type { TableName, TableRow } from '../schema/tables.ts';

const int64Schema = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,19}$/)
    .refine((digits) => BigInt.asIntN(64, BigInt(digits)) === BigInt(digits), 'beyond 64 bits'),
]);

/** Schema of the values of each column type, as they are written in JSON. */
const VALUE_SCHEMAS: Readonly<Record<ColumnType, z.ZodType>> = {
  STRING: z.string(),
  INT64: int64Schema,
  FLOAT64: z.number(),
  BOOL: z.boolean(),
  DATE: z.iso.date(),
  TIMESTAMP: z.iso.datetime(),
  // A value that arrived in a JSON message is valid JSON.
  JSON: z.unknown(),
};

function columnSchema({ type, mode }: TableColumn): z.ZodType {
  const schema = VALUE_SCHEMAS[type];
  if (mode === 'REPEATED') return z.array(schema);
  return mode === 'REQUIRED' ? schema : schema.nullable();
}

function tableSchema(table: TableName): z.ZodType {
  const columns = columnsOf(table);
  return z.strictObject(
    Object.fromEntries(columns.map((column) => [column.name, columnSchema(column)])),
  );
}

/** Schemas made so far: making one costs more than checking a row. */
const SCHEMAS = new Map<TableName, z.ZodType>();

/** Returns the schema of a table's rows: each row needs every column of the table, and no other property. */
export function rowSchema<T extends TableName>(table: T): z.ZodType<TableRow<T>> {
  const schema = SCHEMAS.get(table) ?? tableSchema(table);
  SCHEMAS.set(table, schema);
  // The row types are generated from the same schema files.
  return schema as z.ZodType<TableRow<T>>;
}
