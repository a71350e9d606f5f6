import { z } from 'zod';
import { InvalidMessageError } from '../errors.ts';
import { TABLE_NAMES, type TableName, type TableRow } from '../schema/tables.ts';
import { faultOfRow } from './row-fault.ts';

/** Version of the message format. `load` rejects a version that it does not know, so deploy it before `collect`. */
export const MESSAGE_VERSION = 1;

/** Rows of one table on their way from collect to load. `common` contains the columns that have the same value in all rows. */
export interface Message {
  readonly version: typeof MESSAGE_VERSION;
  readonly table: TableName;
  readonly common: Readonly<Record<string, unknown>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Not `z.record()`, which copies the columns of every row. */
const columnsSchema = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'not an object',
);

const messageSchema: z.ZodType<Message> = z.strictObject({
  version: z.literal(MESSAGE_VERSION),
  table: z.enum(TABLE_NAMES as [TableName, ...TableName[]]),
  common: columnsSchema,
  rows: z.array(columnsSchema),
});

/** The rows of a valid message, complete with their common columns. */
export interface MessageRows<T extends TableName = TableName> {
  readonly table: T;
  readonly rows: readonly TableRow<T>[];
}

/**
 * Decodes a message and checks every row of it.
 *
 * @throws InvalidMessageError if the message is invalid; its message names the first problem
 */
export function decodeMessage(data: Uint8Array): MessageRows {
  const { table, common, rows } = check(messageSchema, parse(data));
  return { table, rows: rows.map((row, index) => complete(table, { ...common, ...row }, index)) };
}

function complete<T extends TableName>(
  table: T,
  row: Readonly<Record<string, unknown>>,
  index: number,
): TableRow<T> {
  const fault = faultOfRow(table, row);
  if (fault !== undefined) {
    throw new InvalidMessageError(`the message is invalid: row ${index + 1} of ${table}: ${fault}`);
  }
  // The row types are generated from the same schema files that the row was checked against.
  return row as unknown as TableRow<T>;
}

function parse(data: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(data).toString('utf8'));
  } catch (error) {
    throw new InvalidMessageError('the message is not JSON', { cause: error });
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const path = first?.path.join('.') ?? '';
  throw new InvalidMessageError(`the message is invalid: ${path}: ${first?.message ?? ''}`, {
    cause: parsed.error,
  });
}
