import type { ObjectPlace } from '../../shared/domain/object-place.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { JsonResponse } from '../refresh/handler.ts';
import { rangesOf } from './compare-objects.ts';
import { compareInTurn, type ComparisonPorts } from './in-turn.ts';
import { reconcilePlace, type PlaceResult } from './reconcile-place.ts';
import { logAges, readAges, type BucketAge } from './staleness.ts';
import type { TallyDay, TallyRow } from './tally.ts';

/** What a call did in one place. */
export interface PlaceSummary {
  readonly bucket: string;
  readonly prefix: string;
  readonly listed: number;
  readonly complete: number;
  readonly incomplete: number;
  /** Objects that are not read again: rows are still missing after several readings, or the function does not survive one. */
  readonly given_up: number;
  /** Objects to which access is denied, in this call or before. */
  readonly denied: number;
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
  ports: ComparisonPorts,
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
export async function reconcile(ports: ComparisonPorts): Promise<readonly PlaceSummary[]> {
  return await compareInTurn(ports, 'reconcile', async (turn) => {
    const { place } = turn;
    const ranges = rangesOf(place.prefix, ports.jobs === undefined ? {} : { jobs: ports.jobs });
    const summary = summaryOf(place, await reconcilePlace(ports, { ...turn, ranges }));
    logSummary(ports.logger, summary);
    return summary;
  });
}

function summaryOf(
  { bucket, prefix }: ObjectPlace,
  { tally, killing, denied, read, failed, next }: PlaceResult,
): PlaceSummary {
  const { listed, complete, withdrawn, given_up, deleted, completeness, ...total } = tally.total();
  return {
    bucket,
    prefix,
    listed,
    complete,
    incomplete: listed - withdrawn - complete,
    given_up: given_up + killing,
    denied: total.denied + denied,
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
  const { bucket, prefix, failed, given_up, denied } = summary;
  for (const day of days) {
    const fields = { event: 'completeness', bucket, prefix, ...day };
    logger.log('INFO', 'completeness of a date', fields);
  }
  const severity = failed + given_up + denied === 0 ? 'INFO' : 'WARNING';
  logger.log(severity, 'compared a bucket with the ledger', { event: 'reconcile', ...summary });
}
