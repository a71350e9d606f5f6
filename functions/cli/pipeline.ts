import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import pMap from 'p-map';
import { compareNames } from '../../shared/domain/name-order.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import type { ReadOutcome } from '../../shared/domain/outcome.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import type { CollectPorts } from '../collect/ports.ts';
import type { ObjectSummary } from '../collect/summary.ts';
import { giveUp, load } from '../load/handler.ts';
import { rebuildStaleDates, refresh } from '../refresh/handler.ts';
import type { ComparedObject, ListedRange } from '../reconcile/compare-objects.ts';
import { markMovedBuilds, type MovedFolder } from '../refresh/moved-builds.ts';
import { paced } from './paced.ts';
import type { CliPorts, ObjectSource } from './ports.ts';
import { collectWithRetries, type Collected } from './readers/collected.ts';
import { warehouseLedger } from '../reconcile/ledger.ts';
import {
  noneSelected,
  selectObjects,
  type SelectedCounts,
  type Selection,
} from '../reconcile/select-objects.ts';

/** Objects that are read at the same time; reading mostly waits for the disk or the network. */
const CONCURRENCY = 128;

/** Objects of each kind of result that are kept, so that memory does not grow with the source; the ledger has all of them. */
const MAX_KEPT = 1000;

/** Sources with fewer objects to collect are read in this thread: starting others takes longer than reading so few. */
const FEW_OBJECTS = 400;

/** Input of {@link ingest}. */
export interface IngestOptions extends Omit<Selection, 'ledger'> {
  readonly source: ObjectSource;
  readonly warehouse: Warehouse;
  /** Whether to read objects that the ledger has at the same generation and parser version, but for withdrawn ones. */
  readonly again: boolean;
  readonly logger: Logger;
  /** Maximum number of objects that are begun in a second. */
  readonly maxRate?: number | undefined;
}

/** Result of {@link ingest}, in numbers of objects. */
export interface IngestSummary extends SelectedCounts {
  /** All objects of the source, if they could be counted before they were read. */
  total?: number;
  readonly outcomes: Record<ReadOutcome, number>;
  /** The first salvaged and rejected objects; `outcomes` counts all of them. */
  readonly notable: ObjectSummary[];
  /** The first objects that are not read; `givenUp` and `denied` count all of them. */
  readonly unread: NamedReason[];
  /** Objects that could not be opened or published, and messages that load rejected; the next run tries them again. */
  failures: number;
  /** The first of the failures. */
  readonly failed: NamedReason[];
}

/** An object or a message, and what happened to it. */
export interface NamedReason {
  readonly name: string;
  readonly reason: string;
}

/** Ports of {@link ingest}. */
type IngestPorts = Pick<CliPorts, 'createBus' | 'clock' | 'views'>;

/** Sends every object of a source through collect, load and refresh, the functions that run in the cloud. */
export async function ingest(
  ports: IngestPorts,
  options: IngestOptions,
  onProgress: (summary: IngestSummary) => void,
): Promise<IngestSummary> {
  const { warehouse } = options;
  const summary = emptySummary();
  await collectAll(ports, options, { summary, onProgress });
  const refreshPorts = { warehouse, views: ports.views() };
  await rebuildStaleDates(refreshPorts);
  const moved = await markMovedBuilds(warehouse);
  // Nothing was stored since the dates were rebuilt.
  if (moved.length === 0) return summary;
  const ranges = rangesOfBuilds(moved, options.source.bucket);
  const again = { ...options, ranges, filter: undefined };
  for (const failure of await collectMoved(ports, again, summary.failed)) fail(failure, summary);
  await refresh(refreshPorts);
  return summary;
}

/**
 * Collects the objects of builds whose date has changed that were not read since, so that their rows get the new date.
 *
 * @returns the objects that could not be read, without those that had failed before
 */
async function collectMoved(
  ports: IngestPorts,
  options: IngestOptions,
  failedBefore: IngestSummary['failed'],
): Promise<IngestSummary['failed']> {
  const summary = emptySummary();
  const { onCompared: _onCompared, onDeleted: _onDeleted, ...others } = options;
  const unread = { ...others, again: false };
  await collectAll(ports, unread, { summary, onProgress: () => undefined });
  return summary.failed.filter(({ name }) => failedBefore.every((before) => before.name !== name));
}

/** Returns the folders of builds in a bucket, in the order of a listing. */
function rangesOfBuilds(builds: readonly MovedFolder[], bucket: string): readonly ListedRange[] {
  const paths = builds.filter((build) => build.bucket === bucket).map(({ buildPath }) => buildPath);
  return [...new Set(paths)].sort(compareNames).map((prefix) => ({ prefix }));
}

interface Collection {
  readonly summary: IngestSummary;
  readonly onProgress: (summary: IngestSummary) => void;
}

/** Collects the objects of a source that the ledger does not have, and loads their rows. */
async function collectAll(
  { createBus, clock }: IngestPorts,
  options: IngestOptions,
  { summary, onProgress }: Collection,
): Promise<void> {
  const { source, settings, logger } = options;
  const bus = await loadingBus(createBus, { ...options, clock }, (id, reason) => {
    fail({ name: `message ${id}`, reason }, summary);
  });
  const collectPorts: CollectPorts = { store: source.store, bus, clock, logger, settings };
  const onCollected = (result: Collected): void => {
    count(result, summary);
    onProgress(summary);
  };
  const collectHere = (objects: AsyncIterable<ObjectVersion>) =>
    pMap(
      objects,
      async (object) => {
        onCollected(await collectWithRetries(object, collectPorts));
      },
      { concurrency: CONCURRENCY },
    );
  const selected = selectedBy(options, summary, clock.now());
  const first = await take(selected, FEW_OBJECTS);
  // Counted only when reading takes seconds.
  if (first.length === FEW_OBJECTS) {
    const total = await source.countObjects?.();
    if (total !== undefined) summary.total = total;
  }
  const objects = paced(chain(first, selected), options.maxRate);
  // Threads take many objects at once, which a rate does not allow.
  const readers = options.maxRate === undefined ? source.readers : undefined;
  if (first.length < FEW_OBJECTS || readers === undefined) await collectHere(objects);
  else {
    // The threads read the policies themselves, which are too large to be copied.
    const { policies: _policies, ...others } = settings;
    await readers(others).collect(objects, bus, onCollected);
  }
  await bus.close();
}

/**
 * Returns a bus whose messages are loaded into a warehouse; those that cannot be loaded become dead letters.
 *
 * @param onRejected called with the id of such a message, and the reason
 */
export async function loadingBus(
  createBus: CliPorts['createBus'],
  {
    warehouse,
    clock,
    logger,
    settings,
  }: Pick<CollectPorts, 'clock' | 'logger' | 'settings'> & { readonly warehouse: Warehouse },
  onRejected: (id: string, reason: string) => void,
): Promise<EventBus> {
  const { mask } = secretMask(settings.policies.secrets);
  const ports = { warehouse, clock, logger, mask, onRejected };
  const bus = createBus(async (message, failure) => {
    onRejected(message.id, await giveUp(message, failure, ports));
  });
  await bus.subscribe((message) => load(message, ports));
  return bus;
}

function selectedBy(
  options: IngestOptions,
  summary: IngestSummary,
  now: number,
): AsyncGenerator<ObjectVersion> {
  const onCompared = (compared: ComparedObject): void => {
    const { object, state, reason = '' } = compared;
    if (state === 'given_up' || state === 'denied')
      keep({ name: object.name, reason }, summary.unread);
    options.onCompared?.(compared);
  };
  const ledger = warehouseLedger(options.warehouse);
  return selectObjects({ ...options, ledger, onCompared, now }, summary);
}

/** Takes at most `limit` elements; a generator can be continued afterwards. */
async function take<T>(elements: AsyncGenerator<T>, limit: number): Promise<readonly T[]> {
  const taken: T[] = [];
  while (taken.length < limit) {
    const next = await elements.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

async function* chain<T>(first: readonly T[], rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}

function emptySummary(): IngestSummary {
  const outcomes = { parsed: 0, salvaged: 0, ignored: 0, rejected: 0 };
  return { ...noneSelected(), outcomes, notable: [], unread: [], failures: 0, failed: [] };
}

function count({ objects, denied, failure }: Collected, summary: IngestSummary): void {
  for (const { name, reason } of denied) fail({ name, reason }, summary);
  if (failure !== undefined) fail(failure, summary);
  for (const object of objects) {
    summary.outcomes[object.outcome]++;
    if (object.outcome === 'salvaged' || object.outcome === 'rejected')
      keep(object, summary.notable);
  }
}

function fail(failure: NamedReason, summary: IngestSummary): void {
  summary.failures++;
  keep(failure, summary.failed);
}

function keep<T>(one: T, kept: T[]): void {
  if (kept.length < MAX_KEPT) kept.push(one);
}
