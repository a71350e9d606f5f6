import { z } from 'zod';
import type { WarehouseReader } from '../../../shared/ports/warehouse.ts';
import { stringLiteral } from '../../../shared/schema/googlesql-literal.ts';
import { isOfSelection } from './letter-content.ts';
import type { PurgeSelection } from './purge-selection.ts';

/** Bytes of originals that are read together. */
const BYTES_TOGETHER = 20_000_000;

const storedSchema = z.object({
  dead_letter_id: z.string(),
  function_name: z.enum(['collect', 'load']),
  recorded_date: z.string(),
  message_id: z.string().nullable(),
  is_tombstone: z.boolean(),
  stored_rows: z.number(),
  size_bytes: z.coerce.number(),
});

/** Rows of a dead letter under one date, with the same id of the event or message. */
type StoredPart = z.infer<typeof storedSchema>;

/** A dead letter whose original is about selected rows. */
export interface StoredLetter {
  readonly id: string;
  readonly functionName: StoredPart['function_name'];
  /** Whether a row withdraws it. */
  readonly isWithdrawn: boolean;
  /** Numbers of its rows, and of those that withdraw it. */
  readonly rows: number;
  readonly tombstones: number;
  /** Dates under which it has rows, in ISO format. */
  readonly dates: readonly string[];
  /** Each time that an original arrived which the function rejected: the date, and the id of the event or message. */
  readonly arrivals: readonly { readonly date: string; readonly messageId: string }[];
}

/** Returns a condition for rows that withdraw a dead letter. */
export const LETTER_TOMBSTONE = "state = 'withdrawn'";

/** Returns the dead letters whose originals are about selected rows; few originals are held at once. */
export async function readStoredLetters(
  warehouse: WarehouseReader,
  selection: PurgeSelection,
): Promise<readonly StoredLetter[]> {
  const { rows } = await warehouse.query(
    `SELECT
       dead_letter_id, function_name, CAST(recorded_date AS STRING) AS recorded_date, message_id,
       ${LETTER_TOMBSTONE} AS is_tombstone, COUNT(*) AS stored_rows, COALESCE(MAX(size_bytes), 0) AS size_bytes
     FROM ci_raw.dead_letters
     WHERE recorded_date >= DATE '1970-01-01'
     GROUP BY ALL`,
  );
  const parts = Map.groupBy(
    rows.map((row) => storedSchema.parse(row)),
    ({ dead_letter_id }) => dead_letter_id,
  );
  const found: StoredLetter[] = [];
  for (const group of groupsOf(parts)) {
    for (const id of await selectedOf(warehouse, selection, group))
      found.push(letterOf(id, parts.get(id) ?? []));
  }
  return found;
}

/** Divides the ids of letters so that the originals of a group are not too large to be read together. */
function* groupsOf(
  parts: ReadonlyMap<string, readonly StoredPart[]>,
): Generator<readonly string[]> {
  let group: string[] = [];
  let bytes = 0;
  for (const [id, ofLetter] of parts) {
    const size = Math.max(...ofLetter.map(({ size_bytes }) => size_bytes));
    if (group.length > 0 && bytes + size > BYTES_TOGETHER) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(id);
    bytes += size;
  }
  if (group.length > 0) yield group;
}

const originalSchema = z.object({
  dead_letter_id: z.string(),
  function_name: z.enum(['collect', 'load']),
  attributes: z.record(z.string(), z.string()).nullable(),
  data_base64: z.string().nullable(),
});

/** Returns the ids of those letters of a group whose originals are about selected rows. */
async function selectedOf(
  warehouse: WarehouseReader,
  selection: PurgeSelection,
  group: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await warehouse.query(
    `SELECT dead_letter_id, function_name, attributes, data_base64
     FROM ci_raw.dead_letters
     WHERE
       recorded_date >= DATE '1970-01-01' AND state = 'waiting'
       AND dead_letter_id IN (${group.map(stringLiteral).join(', ')})
     QUALIFY ROW_NUMBER() OVER (PARTITION BY dead_letter_id ORDER BY recorded_at) = 1`,
  );
  return rows.flatMap((row) => {
    const original = originalSchema.parse(row);
    const data = Buffer.from(original.data_base64 ?? '', 'base64');
    const attributes = original.attributes ?? {};
    const letter = { functionName: original.function_name, data, attributes };
    return isOfSelection(letter, selection) ? [original.dead_letter_id] : [];
  });
}

function letterOf(id: string, parts: readonly StoredPart[]): StoredLetter {
  const count = (ofTombstones: boolean): number =>
    parts
      .filter(({ is_tombstone }) => is_tombstone === ofTombstones)
      .reduce((sum, { stored_rows }) => sum + stored_rows, 0);
  const tombstones = count(true);
  return {
    id,
    functionName: parts[0]?.function_name ?? 'load',
    isWithdrawn: tombstones > 0,
    rows: count(false),
    tombstones,
    dates: [...new Set(parts.map(({ recorded_date }) => recorded_date))].sort(),
    arrivals: parts.flatMap(({ message_id: messageId, recorded_date: date }) =>
      messageId === null ? [] : [{ date, messageId }],
    ),
  };
}
