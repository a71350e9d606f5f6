import { z } from 'zod';
import { InvalidMessageError } from '../errors.ts';
import { TABLE_NAMES, type TableName, type TableRow } from '../schema/tables.ts';
import { rowSchema } from './row-schema.ts';

/** Version of the message format. `load` rejects a version that it does not know, so deploy it before `collect`. */
export const MESSAGE_VERSION = 1;

/** Rows of one table on their way from collect to load. `common` contains the columns that have the same value in all rows. */
export interface Message {
  readonly version: typeof MESSAGE_VERSION;
  readonly table: TableName;
  readonly common: Readonly<Record<string, unknown>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const columnsSchema = z.record(z.string(), z.unknown());

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
  const schema = rowSchema(table);
  return { table, rows: rows.map((row) => check(schema, { ...common, ...row })) };
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
