import pMap from 'p-map';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { messageOf } from '../../shared/errors.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import { collectObject } from '../collect/collect-object.ts';
import type { CollectPorts } from '../collect/ports.ts';
import { publishRows } from '../collect/row-publisher.ts';
import type { JsonResponse } from '../refresh/handler.ts';
import { rangesOf, type ComparedObject } from './compare-objects.ts';
import { warehouseLedger } from './ledger.ts';
import type { ObjectFilter } from './object-filter.ts';
import { positionRow, readPosition } from './position.ts';
import { selectObjects } from './select-objects.ts';
import { Tally, type TallyRow } from './tally.ts';

/** Objects that are read at the same time. */
const CONCURRENCY = 16;
/** Objects that are compared at once: to list so many takes far less time than a call has. */
const LARGEST_PAGE = 10_000;

/** Ports and settings of the HTTP function `reconcile`. */
export interface ReconcilePorts extends CollectPorts {
  readonly warehouse: WarehouseReader;
  readonly bucket: string;
  readonly prefix: string;
  readonly jobs: readonly string[] | undefined;
  /** Seconds after which a call reads nothing more and answers. */
  readonly seconds: number;
  /** Age in seconds from which an object that the ledger lacks counts as missing; events of newer ones may be on their way. */
  readonly minAgeSeconds: number;
}

/** The answer of a call. */
export interface ReconcileSummary {
  /** What was found, by date of writing and kind. */
  readonly found: readonly TallyRow[];
  /** Objects that were read again; one file of each build stands for all. */
  readonly read: number;
  readonly failed: number;
  /** The name with which the next call begins; `null` if this one came to the end, and the next begins anew. */
  readonly next: string | null;
}

/**
 * Creates the HTTP function `reconcile`, which Cloud Scheduler calls: it compares a bucket with the ledger and collects what
 * is missing. A call ends after some time, and the next one goes on there; the ledger keeps the place.
 */
export function createReconcileHandler(
  ports: ReconcilePorts,
): (request: unknown, response: JsonResponse) => Promise<void> {
  return async (_request, response) => {
    const summary = await reconcile(ports);
    const { read, failed, next } = summary;
    const severity = failed === 0 ? 'INFO' : 'WARNING';
    ports.logger.log(severity, 'compared the bucket with the ledger', { read, failed, next });
    response.json(summary);
  };
}

/**
 * Compares a part of a bucket with the ledger, and collects what is not complete. Safe to run any number of times, also
 * beside events.
 *
 * @throws StoreUnavailableError if the bucket cannot be listed, or another error that may pass, after which the next call
 *   begins where this one began
 */
export async function reconcile(ports: ReconcilePorts): Promise<ReconcileSummary> {
  const { warehouse, bucket, prefix, clock, bus } = ports;
  const begun = clock.now();
  const start = await readPosition(warehouse, { bucket, prefix }, begun);
  const tally = new Tally();
  let next: string | undefined;
  const isEnough = ({ object }: ComparedObject): boolean => {
    if (clock.now() < begun + 1000 * ports.seconds) return false;
    next = object.name;
    return true;
  };
  const objects = incompleteObjects(ports, { start, tally, begun, isEnough });
  const results = await pMap(objects, (object) => collect(object, ports), {
    concurrency: CONCURRENCY,
  });
  await publishRows(bus, 'ingested_objects', [positionRow({ bucket, prefix }, next, clock.now())]);
  const failed = results.filter((isRead) => !isRead).length;
  return { found: tally.rows(), read: results.length - failed, failed, next: next ?? null };
}

interface Progress {
  readonly start: string | undefined;
  readonly tally: Tally;
  readonly begun: number;
  readonly isEnough: (next: ComparedObject) => boolean;
}

function incompleteObjects(
  ports: ReconcilePorts,
  { start, tally, begun, isEnough }: Progress,
): AsyncIterable<ObjectVersion> {
  const { store, bucket, prefix, warehouse, settings, jobs } = ports;
  const filter: ObjectFilter = {
    ...(jobs !== undefined && { jobs }),
    until: new Date(begun - 1000 * ports.minAgeSeconds).toISOString(),
  };
  const selection = {
    source: { store, bucket, prefix },
    ranges: rangesOf(prefix, filter, start),
    onCompared: tally.add.bind(tally),
    onDeleted: tally.addDeleted.bind(tally),
    largestPage: LARGEST_PAGE,
    isEnough,
  };
  const counts = { seen: 0, otherKinds: 0, filtered: 0, unchanged: 0, incomplete: 0 };
  return selectObjects(
    { ...selection, filter, settings, ledger: warehouseLedger(warehouse) },
    counts,
  );
}

/** Collects an object, and returns whether that succeeded; if not, it is still missing when the bucket is compared again. */
async function collect({ bucket, name }: ObjectVersion, ports: ReconcilePorts): Promise<boolean> {
  try {
    await collectObject({ bucket, name }, ports);
    return true;
  } catch (error) {
    ports.logger.log('WARNING', 'cannot collect an object', {
      bucket,
      name,
      reason: messageOf(error),
    });
    return false;
  }
}
