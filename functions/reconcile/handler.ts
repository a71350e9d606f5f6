import type { ObjectPlace } from '../../shared/domain/object-place.ts';
import { compareNames } from '../../shared/domain/name-order.ts';
import { messageOf } from '../../shared/errors.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { JsonResponse } from '../refresh/handler.ts';
import { readPosition, type ReadPosition } from './position.ts';
import { reconcilePlace, type PlacePorts, type PlaceResult } from './reconcile-place.ts';
import { logAges, readAges, type BucketAge } from './staleness.ts';
import type { TallyDay, TallyRow } from './tally.ts';

/** Ports and settings of the HTTP function `reconcile`. */
export interface ReconcilePorts extends PlacePorts {
  /** The buckets, or the parts of buckets, that are compared. */
  readonly places: readonly ObjectPlace[];
  /** Seconds after which a call reads nothing more and answers. */
  readonly seconds: number;
}

/** What a call did in one place. */
export interface PlaceSummary {
  readonly bucket: string;
  readonly prefix: string;
  readonly listed: number;
  readonly complete: number;
  readonly incomplete: number;
  /** Objects that are not read again: rows are still missing after several readings, or the function does not survive one. */
  readonly given_up: number;
  /** Objects that the ledger has and the bucket does not. */
  readonly deleted: number;
  /** Complete objects divided by listed ones; `null` if none is listed. */
  readonly completeness: number | null;
  /** Objects that were read again; one file of each build stands for all. */
  readonly read: number;
  readonly failed: number;
  /** The name with which the next call begins; `null` if this one came to the end, and the next begins anew. */
  readonly next: string | null;
  /** What was found, by date of writing. */
  readonly days: readonly TallyDay[];
  /** What was found, by date of writing and kind. */
  readonly found: readonly TallyRow[];
}

/** The answer of a call. */
export interface ReconcileSummary {
  /** The places that the call had time for. */
  readonly places: readonly PlaceSummary[];
  readonly staleness: readonly BucketAge[];
}

/**
 * Creates the HTTP function `reconcile`, which Cloud Scheduler calls: it compares places with the ledger and collects what
 * is missing. A call ends after some time, and the next one goes on there; the ledger keeps the position.
 */
export function createReconcileHandler(
  ports: ReconcilePorts,
): (request: unknown, response: JsonResponse) => Promise<void> {
  return async (_request, response) => {
    // The age is told first, because a bucket that cannot be listed is stale sooner or later.
    const buckets = [...new Set(ports.places.map(({ bucket }) => bucket))];
    const staleness = await readAges(ports.warehouse, buckets);
    logAges(ports.logger, staleness);
    const places = await reconcile(ports);
    response.json({ places, staleness } satisfies ReconcileSummary);
  };
}

/**
 * Compares places with the ledger as long as a call has time, and collects what is not complete. Safe to run any number of
 * times, also beside events and beside itself.
 *
 * @throws StoreUnavailableError if a bucket cannot be listed, or another error that may pass, after which the next call
 *   begins where this one had come to
 */
export async function reconcile(ports: ReconcilePorts): Promise<readonly PlaceSummary[]> {
  const begun = ports.clock.now();
  const deadline = begun + 1000 * ports.seconds;
  const summaries: PlaceSummary[] = [];
  const errors: unknown[] = [];
  for (const { place, position } of await inTurn(ports, begun)) {
    if (summaries.length > 0 && ports.clock.now() >= deadline) break;
    try {
      const result = await reconcilePlace(ports, { place, position, deadline });
      summaries.push(summaryOf(place, result));
    } catch (error) {
      // One place must not keep the others from being compared.
      ports.logger.log('ERROR', 'cannot compare a bucket', { ...place, reason: messageOf(error) });
      errors.push(error);
    }
  }
  for (const summary of summaries) logSummary(ports.logger, summary);
  if (errors.length > 0) throw errors[0];
  return summaries;
}

interface PlaceInTurn {
  readonly place: ObjectPlace;
  readonly position: ReadPosition;
}

/** Returns the places in the order of their turns: first those in the middle of a comparison, then those that waited longest. */
async function inTurn(
  { places, warehouse }: ReconcilePorts,
  now: number,
): Promise<readonly PlaceInTurn[]> {
  const turns: PlaceInTurn[] = [];
  for (const place of places)
    turns.push({ place, position: await readPosition(warehouse, place, now) });
  const keyOf = ({ position: { next, begun, writtenAt = '' } }: PlaceInTurn): string =>
    `${next !== null || begun > 0 ? 0 : 1} ${writtenAt}`;
  return turns.sort((left, right) => compareNames(keyOf(left), keyOf(right)));
}

function summaryOf(
  { bucket, prefix }: ObjectPlace,
  { tally, killing, read, failed, next }: PlaceResult,
): PlaceSummary {
  const { listed, complete, withdrawn, given_up, deleted, completeness } = tally.total();
  return {
    bucket,
    prefix,
    listed,
    complete,
    incomplete: listed - withdrawn - complete,
    given_up: given_up + killing,
    deleted,
    completeness,
    read,
    failed,
    next,
    days: tally.days(),
    found: tally.rows(),
  };
}

/** Logs the numbers of a place, and those of each date, from which metrics of the completeness and alerts are made. */
function logSummary(logger: Logger, { days, found: _found, ...summary }: PlaceSummary): void {
  const { bucket, prefix, failed, given_up } = summary;
  for (const day of days) {
    const fields = { event: 'completeness', bucket, prefix, ...day };
    logger.log('INFO', 'completeness of a date', fields);
  }
  const severity = failed === 0 && given_up === 0 ? 'INFO' : 'WARNING';
  logger.log(severity, 'compared a bucket with the ledger', { event: 'reconcile', ...summary });
}
