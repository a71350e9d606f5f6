import pMap from 'p-map';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { messageOf } from '../../shared/errors.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import { collectListed } from '../collect/collect-listed.ts';
import type { CollectPorts } from '../collect/ports.ts';
import { publishRows } from '../collect/row-publisher.ts';
import { type ComparedObject, type ListedRange } from './compare-objects.ts';
import { buildOf, isToRead } from './object-state.ts';
import { killingObjectRow, MAX_READINGS_ALONE } from './killing-object.ts';
import { warehouseLedger, type Ledger } from './ledger.ts';
import type { ObjectFilter } from './object-filter.ts';
import { PositionKeeper } from './position-keeper.ts';
import type { ComparedPlace, Position } from './position.ts';
import { rangesFrom } from './ranges-from.ts';
import { noneSelected, selectObjects } from './select-objects.ts';
import { Tally } from './tally.ts';

/** Objects that are read at the same time. */
const CONCURRENCY = 16;
/** Objects that are read one by one after a call that did not end: one of those that were read together ended it. */
const READ_ALONE = 2 * CONCURRENCY;
/** Objects that are compared at once: to list so many takes far less time than a call has. */
const LARGEST_PAGE = 10_000;
/** Objects that a call lists and compares in any case, so that it gets on even if the time is over by then. */
const FEWEST_COMPARED = 100;
/** Part of the time of a call in which objects are listed; the rest is for reading. */
const LISTING_SHARE = 0.75;
/** Positions that are written in a call while objects are read together. */
const POSITIONS = 10;

/** Ports and settings of {@link reconcilePlace}. */
export interface PlacePorts extends CollectPorts {
  readonly warehouse: WarehouseReader;
  /** Patterns of the names of jobs; `undefined` for all objects. */
  readonly jobs: readonly string[] | undefined;
  /** Age in seconds from which an object that the ledger lacks counts as missing; events of newer ones may be on their way. */
  readonly minAgeSeconds: number;
}

/** The part of a comparison that one call makes. */
export interface PlaceRequest {
  readonly place: ComparedPlace;
  /** The parts of the place to compare, in the order of their names. */
  readonly ranges: readonly ListedRange[];
  /** Where the last call stopped in them. */
  readonly position: Position;
  /** Time after which nothing more is read, in milliseconds since 1970. */
  readonly deadline: number;
  /** By default that of the warehouse. */
  readonly ledger?: Ledger | undefined;
  /** Is called with each object that was compared. */
  readonly onCompared?: ((compared: ComparedObject) => void) | undefined;
}

/** Result of a part of a comparison. */
export interface PlaceResult {
  readonly tally: Tally;
  /** Objects that were read again; one file of each build stands for all. */
  readonly read: number;
  readonly failed: number;
  /** Objects that were rejected because the function did not survive reading them. */
  readonly killing: number;
  /** Objects that could not be read because access to them is denied. */
  readonly denied: number;
  /** The name with which the next call begins; `null` if this one came to the end, and the next begins anew. */
  readonly next: string | null;
}

/**
 * Compares a part of a place with the ledger, and collects what is not complete.
 *
 * @throws StoreUnavailableError if the bucket cannot be listed, or another error that may pass, after which the next call
 *   begins where this one had come to
 */
export async function reconcilePlace(
  ports: PlacePorts,
  request: PlaceRequest,
): Promise<PlaceResult> {
  const { place, position, deadline } = request;
  const { clock } = ports;
  const time = deadline - clock.now();
  const interval = time / POSITIONS;
  const keeper = new PositionKeeper(ports, { place, start: position, interval });
  await keeper.begin();
  const comparison = new Comparison(ports, request, keeper);
  const objects = comparison.incompleteObjects(clock.now() + LISTING_SHARE * time);
  if (position.begun > 0) await comparison.readAlone(objects);
  await comparison.readTogether(objects);
  await keeper.end(comparison.result.next);
  return comparison.result;
}

/** The comparison of one call, with what it has found. */
class Comparison {
  readonly #ports: PlacePorts;
  readonly #request: PlaceRequest;
  readonly #keeper: PositionKeeper;
  readonly #tally = new Tally();
  readonly #counts = { read: 0, failed: 0, killing: 0, denied: 0 };
  #next: string | null = null;
  /** The object that was compared last. */
  #last: ComparedObject | undefined;
  #compared = 0;
  /** A build of which no file is read any more. */
  #killingBuild: string | undefined;
  readonly #rejected: ComparedObject[] = [];

  constructor(ports: PlacePorts, request: PlaceRequest, keeper: PositionKeeper) {
    this.#ports = ports;
    this.#request = request;
    this.#keeper = keeper;
  }

  get result(): PlaceResult {
    return { tally: this.#tally, ...this.#counts, next: this.#next };
  }

  /** Yields the objects to read. */
  incompleteObjects(listedUntil: number): AsyncGenerator<ObjectVersion> {
    const { store, clock, warehouse, settings, jobs, minAgeSeconds } = this.#ports;
    const {
      place,
      ranges,
      position,
      deadline,
      ledger = warehouseLedger(warehouse),
    } = this.#request;
    const counts = noneSelected();
    const until = new Date(clock.now() - 1000 * minAgeSeconds).toISOString();
    const filter: ObjectFilter = { ...(jobs !== undefined && { jobs }), until };
    const selection = {
      source: { store, ...place },
      ranges: rangesFrom(ranges, position.next),
      onCompared: this.#onCompared.bind(this),
      onDeleted: this.#tally.addDeleted.bind(this.#tally),
      largestPage: LARGEST_PAGE,
      isLate: () => counts.seen >= FEWEST_COMPARED && clock.now() >= listedUntil,
      onStopped: (next: string) => {
        this.#next = next;
      },
      isEnough: async ({ object }: ComparedObject) => {
        await this.#publishRejected();
        await this.#keeper.reach(object.name);
        if (this.#compared < FEWEST_COMPARED || clock.now() < deadline) return false;
        this.#next = object.name;
        return true;
      },
    };
    return selectObjects({ ...selection, filter, settings, ledger, now: clock.now() }, counts);
  }

  #onCompared(compared: ComparedObject): void {
    this.#last = compared;
    this.#compared++;
    this.#tally.add(compared);
    this.#request.onCompared?.(compared);
    const build = buildOf(compared.artifact);
    if (build === undefined || build !== this.#killingBuild) return;
    if (isToRead(compared.state)) this.#rejected.push(compared);
  }

  /** Reads some objects one after another. One with which the function ended each time is rejected. */
  async readAlone(objects: AsyncGenerator<ObjectVersion>): Promise<void> {
    for (let count = 0; count < READ_ALONE; count++) {
      const next = await objects.next();
      if (next.done === true) break;
      const object = next.value;
      const begun = await this.#keeper.beginAlone(object.name);
      if (begun <= MAX_READINGS_ALONE) await this.#read(object);
      else if (this.#last !== undefined) this.#giveUp(this.#last);
    }
  }

  async readTogether(objects: AsyncGenerator<ObjectVersion>): Promise<void> {
    const read = (object: ObjectVersion) =>
      this.#keeper.together(object.name, () => this.#read(object));
    await pMap(objects, read, { concurrency: CONCURRENCY });
    await this.#publishRejected();
  }

  #giveUp(compared: ComparedObject): void {
    this.#killingBuild = buildOf(compared.artifact);
    this.#rejected.push(compared);
  }

  async #publishRejected(): Promise<void> {
    const { bus, clock, settings, logger } = this.#ports;
    const { comparedBy } = this.#request.place;
    const { policies } = settings;
    const rows = this.#rejected
      .splice(0)
      .map((one) => killingObjectRow(one, { policies, now: clock.now(), comparedBy }));
    this.#counts.killing += rows.length;
    for (const { bucket, object_name: name, reason } of rows)
      logger.log('ERROR', 'rejected an object', { bucket, name, reason });
    await publishRows(bus, 'ingested_objects', rows);
  }

  /** Collects an object. One that cannot be collected now is still missing when the bucket is compared again. */
  async #read({ bucket, name }: ObjectVersion): Promise<void> {
    try {
      const { objects, denied } = await collectListed({ bucket, name }, this.#ports);
      if (objects.length > 0 || denied.length === 0) this.#counts.read++;
      this.#counts.denied += denied.length;
      for (const one of denied)
        this.#ports.logger.log('WARNING', 'access to an object is denied', { bucket, ...one });
    } catch (error) {
      const reason = messageOf(error);
      this.#ports.logger.log('WARNING', 'cannot collect an object', { bucket, name, reason });
      this.#counts.failed++;
    }
  }
}
