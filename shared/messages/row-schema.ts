import { z } from 'zod';
import { TABLES, type TableName, type TableRow } from '../schema/tables.ts';

const INT64 = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,19}$/)
    .refine((digits) => BigInt.asIntN(64, BigInt(digits)) === BigInt(digits), 'beyond 64 bits'),
]);
const TIMESTAMP = z.iso.datetime();

const OF_TYPE = {
  STRING: z.string(),
  INT64,
  FLOAT64: z.number(),
  BOOL: z.boolean(),
  DATE: z.iso.date(),
  TIMESTAMP,
  // What was JSON on the wire is JSON.
  JSON: z.unknown(),
} as const;

interface Column {
  readonly name: string;
  readonly type: keyof typeof OF_TYPE;
  readonly mode: 'REQUIRED' | 'NULLABLE' | 'REPEATED';
}

function ofColumn({ type, mode }: Column): z.ZodType {
  if (mode === 'REPEATED') return z.array(OF_TYPE[type]);
  return mode === 'REQUIRED' ? OF_TYPE[type] : OF_TYPE[type].nullable();
}

function ofTable(table: TableName): z.ZodType {
  const columns: readonly Column[] = TABLES[table].schema;
  return z.strictObject(
    Object.fromEntries(columns.map((column) => [column.name, ofColumn(column)])),
  );
}

const SCHEMAS = new Map<TableName, z.ZodType>();

/** Checks rows of a table against its schema file; every column has to be there, and no other. */
export function rowSchema<T extends TableName>(table: T): z.ZodType<TableRow<T>> {
  const schema = SCHEMAS.get(table) ?? ofTable(table);
  SCHEMAS.set(table, schema);
  // The row types are generated from the same schema files.
  return schema as z.ZodType<TableRow<T>>;
}
