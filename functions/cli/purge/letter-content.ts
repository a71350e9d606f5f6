import { z } from 'zod';
import { InvalidMessageError } from '../../../shared/errors.ts';
import { toEvent } from '../../../shared/messages/event-message.ts';
import type { BusMessage } from '../../../shared/ports/event-bus.ts';
import type { GivingUpFunction } from '../../../shared/rows/dead-letter-row.ts';
import { decodeObjectFinalized } from '../../collect/event.ts';
import type { PurgeSelection } from './purge-selection.ts';

/** The original of a dead letter, and the function that takes it. */
export interface LetterOriginal extends Pick<BusMessage, 'attributes' | 'data'> {
  readonly functionName: GivingUpFunction;
}

/**
 * Returns whether an original is about selected rows: a message one of whose rows is selected, the event of an object that is, or
 * bytes that cannot be decoded and have all texts of the selection. Events have no date of a build and no generation that counts, so
 * a selection by one of these finds none.
 */
export function isOfSelection(original: LetterOriginal, selection: PurgeSelection): boolean {
  const rows = original.functionName === 'load' ? rowsOf(original.data) : rowOfEvent(original);
  if (rows === undefined) return hasTexts(original.data, selection);
  return rows.some((row) => isSelected(row, selection) || isSelectedLetter(row, selection));
}

/** Columns by which rows are selected, and those of a dead letter that `collect` sent. A value of another type is not selected. */
const rowSchema = z.looseObject({
  bucket: z.string().optional().catch(undefined),
  object_name: z.string().optional().catch(undefined),
  build_date: z.string().optional().catch(undefined),
  job: z.string().nullish().catch(undefined),
  generation: z.coerce.string().optional().catch(undefined),
  parser_version: z.number().optional().catch(undefined),
  function_name: z.enum(['collect', 'load']).optional().catch(undefined),
  attributes: z.record(z.string(), z.string()).nullish().catch(undefined),
  data_base64: z.string().nullish().catch(undefined),
});

type SelectableRow = z.infer<typeof rowSchema>;

const columnsSchema = z.record(z.string(), z.unknown());
const messageSchema = z.looseObject({
  common: columnsSchema.default({}),
  rows: z.array(columnsSchema),
});

/** Returns the rows of a message, whether they are valid or not; `undefined` if it is no message of rows. */
function rowsOf(data: Uint8Array): readonly SelectableRow[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(data).toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const message = messageSchema.safeParse(parsed).data;
  return message?.rows.map((row) => rowSchema.parse({ ...message.common, ...row }));
}

function rowOfEvent({ data, attributes }: LetterOriginal): readonly SelectableRow[] | undefined {
  try {
    const object = decodeObjectFinalized(toEvent({ id: '', data, attributes }));
    return object === undefined
      ? undefined
      : [{ bucket: object.bucket, object_name: object.name, job: jobOf(object.name) }];
  } catch (error) {
    if (error instanceof InvalidMessageError) return undefined;
    throw error;
  }
}

/** Returns the job of a file of a build: the folder above that of the build, whose name is a number. */
function jobOf(name: string): string | undefined {
  return /([^/]+)\/\d{1,19}\//.exec(name)?.[1];
}

function isSelected(row: SelectableRow, selection: PurgeSelection): boolean {
  const { bucket, names, folder, date, job, generation, parserVersion } = selection;
  const name = row.object_name ?? '';
  return (
    (bucket === undefined || row.bucket === bucket) &&
    (names === undefined || names.includes(name)) &&
    (folder === undefined || name.startsWith(folder)) &&
    (date === undefined || row.build_date === date) &&
    (job === undefined || row.job === job) &&
    (generation === undefined || row.generation === generation) &&
    (parserVersion === undefined || row.parser_version === parserVersion)
  );
}

/** Returns whether a row is itself a dead letter, as `collect` sends it to `load`, whose original is about selected rows. */
function isSelectedLetter(row: SelectableRow, selection: PurgeSelection): boolean {
  const { function_name: functionName, data_base64, attributes } = row;
  if (functionName === undefined || typeof data_base64 !== 'string') return false;
  const data = Buffer.from(data_base64, 'base64');
  return isOfSelection({ functionName, data, attributes: attributes ?? {} }, selection);
}

/** Returns whether bytes have each text of a selection as JSON has it. */
function hasTexts(data: Uint8Array, selection: PurgeSelection): boolean {
  const { bucket, names, folder, date, job, generation, parserVersion } = selection;
  const text = Buffer.from(data).toString();
  const quoted = (value: string): string => JSON.stringify(value);
  const has = (value: string | undefined): boolean => value === undefined || text.includes(value);
  // The name of an object in a row, and in an event.
  const hasName = (value: string): boolean =>
    has(`"object_name":${value}`) || has(`"name":${value}`);
  return (
    has(bucket && quoted(bucket)) &&
    (names === undefined || names.some((name) => hasName(quoted(name)))) &&
    (folder === undefined || hasName(quoted(folder).slice(0, -1))) &&
    has(date && `"build_date":${quoted(date)}`) &&
    has(job && quoted(job)) &&
    has(generation && `"generation":${quoted(generation)}`) &&
    has(parserVersion === undefined ? undefined : `"parser_version":${parserVersion}`)
  );
}
