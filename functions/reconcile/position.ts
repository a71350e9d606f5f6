import { z } from 'zod';
import { dateOf } from '../../shared/domain/build-start.ts';
import { PARSER_VERSION } from '../../shared/domain/identity.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import { ledgerRow } from '../../shared/rows/ledger-row.ts';
import type { IngestedObjectsRow } from '../../shared/schema/tables.ts';
import { dateLiteral } from '../../shared/schema/googlesql-literal.ts';

/** Kind of the ledger's row that says where a comparison goes on; its bucket is `positions`. */
const KIND = 'position';
/** Days after which a position is forgotten, and the comparison begins anew. */
const DAYS = 7;
const MILLISECONDS_PER_DAY = 86_400_000;

/** Objects that are compared in several calls. */
interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/**
 * Reads where the last call stopped.
 *
 * @param now in milliseconds since 1970
 * @returns the first name that has not been compared; `undefined` if the last call came to the end, or there was none
 */
export async function readPosition(
  warehouse: WarehouseReader,
  place: Place,
  now: number,
): Promise<string | undefined> {
  const since = dateOf(new Date(now - DAYS * MILLISECONDS_PER_DAY).toISOString());
  const { rows } = await warehouse.query(
    `SELECT reason FROM ci_raw.ingested_objects
     WHERE build_date >= ${dateLiteral(since)} AND bucket = 'positions' AND kind = '${KIND}' AND object_name = @name
     ORDER BY ingested_at DESC, generation DESC LIMIT 1`,
    { name: nameOf(place) },
  );
  return z.string().nullish().parse(rows[0]?.['reason']) ?? undefined;
}

/** Returns the row of the ledger that says where the next call goes on; `next` is `undefined` at the end. */
export function positionRow(
  place: Place,
  next: string | undefined,
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
    reason: next,
  });
}

function nameOf({ bucket, prefix }: Place): string {
  return `${bucket}/${prefix}`;
}
