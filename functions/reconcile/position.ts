import { z } from 'zod';
import { dateOf } from '../../shared/domain/build-start.ts';
import { PARSER_VERSION } from '../../shared/domain/identity.ts';
import type { ObjectPlace } from '../../shared/domain/object-place.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import { ledgerRow } from '../../shared/rows/ledger-row.ts';
import type { IngestedObjectsRow } from '../../shared/schema/tables.ts';
import { dateLiteral } from '../../shared/schema/googlesql-literal.ts';

/** Kind of the ledger's row that says where a comparison goes on; its bucket is `positions`. */
const KIND = 'position';
/** Days after which a position is forgotten, and the comparison begins anew. */
const DAYS = 7;
const MILLISECONDS_PER_DAY = 86_400_000;

/** A function that compares places with the ledger, each with positions of its own. */
export type ComparingFunction = 'reconcile' | 'poll';

/** A place, and the function that compares it. */
export interface ComparedPlace extends ObjectPlace {
  readonly comparedBy: ComparingFunction;
}

/** Where the comparison of a place goes on. */
export interface Position {
  /** The first name that is not known to have been compared; `null` if the last call came to the end. */
  readonly next: string | null;
  /** Calls that began there and are not known to have ended. */
  readonly begun: number;
  /** Whether these calls were reading the object `next`, and nothing else. */
  readonly isAlone: boolean;
}

/** A position that was read, and the time at which it was written, ISO 8601; without a time there was none. */
export interface ReadPosition extends Position {
  readonly writtenAt: string | undefined;
}

const START: ReadPosition = { next: null, begun: 0, isAlone: false, writtenAt: undefined };

const positionSchema = z.object({
  next: z.string().nullable(),
  begun: z.number(),
  isAlone: z.boolean(),
});

/**
 * Reads where the last call stopped.
 *
 * @param now in milliseconds since 1970
 * @returns the start if there was no call, or one of another version
 */
export async function readPosition(
  warehouse: WarehouseReader,
  place: ComparedPlace,
  now: number,
): Promise<ReadPosition> {
  const since = dateOf(new Date(now - DAYS * MILLISECONDS_PER_DAY).toISOString());
  const { rows } = await warehouse.query(
    `SELECT reason, ingested_at FROM ci_raw.ingested_objects
     WHERE build_date >= ${dateLiteral(since)} AND bucket = 'positions' AND kind = '${KIND}' AND object_name = @name
     ORDER BY ingested_at DESC, generation DESC LIMIT 1`,
    { name: nameOf(place) },
  );
  const [row] = rows;
  if (row === undefined) return START;
  const { reason, ingested_at: writtenAt } = z
    .object({ reason: z.string().nullable(), ingested_at: z.string() })
    .parse(row);
  const position = positionSchema.safeParse(jsonOf(reason ?? '')).data;
  return { ...(position ?? START), writtenAt };
}

/** Returns the row of the ledger that says where the next call goes on. */
export function positionRow(
  place: ComparedPlace,
  position: Position,
  now: number,
): IngestedObjectsRow {
  const ingestedAt = new Date(now).toISOString();
  return ledgerRow({
    version: {
      bucket: 'positions',
      name: nameOf(place),
      generation: String(now),
      sizeBytes: 0,
      updatedAt: ingestedAt,
    },
    kind: KIND,
    parserVersion: PARSER_VERSION,
    buildDate: dateOf(ingestedAt),
    ingestedAt,
    outcome: 'ignored',
    reason: JSON.stringify(position),
  });
}

/** Returns the name of the row. The names of buckets have no spaces. */
function nameOf({ bucket, prefix, comparedBy }: ComparedPlace): string {
  return `${comparedBy === 'reconcile' ? '' : `${comparedBy} `}${bucket}/${prefix}`;
}

/** Returns the value of a JSON text; `undefined` for another text. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
