import { z } from 'zod';
import { UsageError } from '../../../shared/errors.ts';
import type { BusMessage } from '../../../shared/ports/event-bus.ts';
import type { QueryValue, Warehouse, WarehouseReader } from '../../../shared/ports/warehouse.ts';
import { stateRow, type StateChange } from '../../../shared/rows/dead-letter-row.ts';

const letterSchema = z.object({
  dead_letter_id: z.string(),
  state: z.string(),
  function_name: z.enum(['collect', 'load']),
  error_class: z.string().nullable(),
  reason: z.string().nullable(),
  times_given_up: z.number(),
  last_given_up_at: z.string(),
});

/** A dead letter as the view `dead_letters` has it. */
export type ListedLetter = z.infer<typeof letterSchema>;

/** A dead letter, with the row of the view. */
export interface FoundLetter extends ListedLetter {
  readonly row: Readonly<Record<string, QueryValue>>;
}

const originalSchema = z.object({
  attributes: z.record(z.string(), z.string()),
  data_base64: z.base64().nullable(),
  size_bytes: z.coerce.number(),
});

/** An original: its bytes are `undefined` if it was too large to be kept. */
export interface Original extends Pick<BusMessage, 'attributes'> {
  readonly data: Uint8Array | undefined;
  readonly sizeBytes: number;
}

/** Reads the letters that wait, in the order in which they were given up first. */
export async function readWaiting(warehouse: WarehouseReader): Promise<readonly ListedLetter[]> {
  const { rows } = await warehouse.query(
    "SELECT * FROM dead_letters WHERE state = 'waiting' ORDER BY first_given_up_at, dead_letter_id",
  );
  return rows.map((row) => letterSchema.parse(row));
}

/**
 * Reads the letters with some ids, whatever their state.
 *
 * @throws UsageError if there is none with one of the ids
 */
export async function readLetters(
  warehouse: WarehouseReader,
  ids: readonly string[],
): Promise<readonly FoundLetter[]> {
  const letters: FoundLetter[] = [];
  for (const id of new Set(ids)) {
    const sql = 'SELECT * FROM dead_letters WHERE dead_letter_id = @id';
    const [row] = (await warehouse.query(sql, { id })).rows;
    if (row === undefined) {
      throw new UsageError(
        `there is no dead letter ${id}: \`ci-signal dead-letters list --all\` lists all of them`,
      );
    }
    letters.push({ ...letterSchema.parse(row), row });
  }
  return letters;
}

/** Reads the original of a letter. */
export async function readOriginal(
  warehouse: WarehouseReader,
  { dead_letter_id: id }: ListedLetter,
): Promise<Original> {
  const { rows } = await warehouse.query(
    `SELECT attributes, data_base64, size_bytes
     FROM ci_raw.dead_letters
     WHERE recorded_date >= DATE '1970-01-01' AND dead_letter_id = @id AND state = 'waiting'
     LIMIT 1`,
    { id },
  );
  const { attributes, data_base64, size_bytes } = originalSchema.parse(rows[0]);
  const data = data_base64 === null ? undefined : Buffer.from(data_base64, 'base64');
  return { attributes, data, sizeBytes: size_bytes };
}

/**
 * Appends the new state of a letter.
 *
 * @param now milliseconds since 1970; a clock that is behind that of the function does not matter
 */
export async function changeState(
  warehouse: Warehouse,
  { letter, state }: { readonly letter: ListedLetter; readonly state: StateChange['state'] },
  now: number,
): Promise<void> {
  const { dead_letter_id: id, function_name: functionName, last_given_up_at } = letter;
  const time = Math.max(now, Date.parse(last_given_up_at));
  await warehouse.append('dead_letters', [stateRow({ id, functionName, state }, time)]);
}
