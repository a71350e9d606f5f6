import { z } from 'zod';
import { InvalidMessageError, UnknownMessageError } from '../errors.ts';
import { TABLE_NAMES, type TableName, type TableRow } from '../schema/tables.ts';
import { rangeFaultOf, type RangedRow } from './row-range.ts';
import { faultOfRow, unknownColumnOf, withAbsentColumns } from './row-fault.ts';
import { beginningOf } from '../domain/shortened.ts';

/** Version of the message format. `load` fails for a version that it does not know, so deploy it before `collect`. */
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

/** What a message of any version has. */
const envelopeSchema = z.looseObject({ version: z.int(), table: z.string() });

/**
 * Decodes a message and checks every row of it. Columns that are not required may be absent, as in messages of an older
 * version.
 *
 * @param now milliseconds since 1970, which times of rows are compared with; by default every time is in the past
 * @throws InvalidMessageError if the message is invalid; its message names the first problem
 * @throws UnknownMessageError if it has a version, a table or a column that this version does not know, or rows of newer readers
 */
export function decodeMessage(data: Uint8Array, now = Date.UTC(9999, 0)): MessageRows {
  const message = parse(data);
  checkIsKnown(message);
  const { table, common, rows } = check(messageSchema, message);
  const complete = rows.map((row, index) => completeRow(table, { ...common, ...row }, index));
  for (const [index, row] of complete.entries()) checkRange(table, { row, index }, now);
  return { table, rows: complete };
}

function checkIsKnown(message: unknown): void {
  const { success, data } = envelopeSchema.safeParse(message);
  if (!success) return;
  if (data.version > MESSAGE_VERSION) {
    throw new UnknownMessageError(
      `a message of version ${data.version}, and load knows version ${MESSAGE_VERSION}: deploy the newer load`,
    );
  }
  if (!TABLE_NAMES.some((table) => table === data.table)) {
    throw new UnknownMessageError(
      `a message for the table ${beginningOf(data.table, 100)}, which load does not know: deploy the newer load`,
    );
  }
}

function completeRow<T extends TableName>(
  table: T,
  written: Readonly<Record<string, unknown>>,
  index: number,
): TableRow<T> {
  // Nearly all rows are complete, so that only others are completed.
  const isComplete = faultOfRow(table, written) === undefined;
  const row = isComplete ? written : withAbsentColumns(table, written);
  const fault = isComplete ? undefined : faultOfRow(table, row);
  if (fault !== undefined) throw faultyRow(table, row, `row ${index + 1} of ${table}: ${fault}`);
  // The row types are generated from the same schema files that the row was checked against.
  return row as unknown as TableRow<T>;
}

function checkRange(
  table: TableName,
  { row, index }: { readonly row: RangedRow; readonly index: number },
  now: number,
): void {
  const outside = rangeFaultOf(row, now);
  if (outside === undefined) return;
  const fault = `row ${index + 1} of ${table}: ${outside.fault}`;
  throw outside.isNewer
    ? new UnknownMessageError(`${fault}: deploy the newer load`)
    : new InvalidMessageError(`the message is invalid: ${fault}`);
}

function faultyRow(
  table: TableName,
  row: Readonly<Record<string, unknown>>,
  fault: string,
): InvalidMessageError | UnknownMessageError {
  return unknownColumnOf(table, row) === undefined
    ? new InvalidMessageError(`the message is invalid: ${fault}`)
    : new UnknownMessageError(`${fault}: deploy the newer load`);
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
