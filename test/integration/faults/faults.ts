import type { Random } from '../../../functions/cli/simulation/random.ts';
import {
  BusUnavailableError,
  StoreUnavailableError,
  WarehouseUnavailableError,
} from '../../../shared/errors.ts';
import type { ArtifactStore, StoredObject } from '../../../shared/ports/artifact-store.ts';
import type { Publisher } from '../../../shared/ports/event-bus.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import type { TableName, TableRow } from '../../../shared/schema/tables.ts';
import { withAppend } from '../../support/with-append.ts';

/** Thrown where a process is killed. */
export class Killed extends Error {}

/** Decides by chance where faults happen; after a number of them there are no more, so that a schedule ends. */
export class Faults {
  readonly #random: Random;
  readonly #probability: number;
  #left: number;

  constructor(
    random: Random,
    { probability, most }: { readonly probability: number; readonly most: number },
  ) {
    this.#random = random;
    this.#probability = probability;
    this.#left = most;
  }

  /** Returns one of the faults, or `undefined` if none happens here. */
  at<const Fault extends string>(...faults: readonly Fault[]): Fault | undefined {
    if (this.#left === 0 || !this.#random.chance(this.#probability)) return undefined;
    this.#left--;
    return this.#random.pick(faults);
  }
}

/** Returns a store that fails, breaks off in the middle of a listing or an object, or is changed while an object is read. */
export function faultyStore(
  store: ArtifactStore,
  faults: Faults,
  changeBucket: () => void,
): ArtifactStore {
  return {
    list: async function* (bucket, options) {
      const fault = faults.at('refused', 'broken off', 'none', 'none');
      if (fault === 'refused') throw new StoreUnavailableError('status 503');
      for await (const object of store.list(bucket, options)) {
        yield object;
        if (fault === 'broken off') throw new StoreUnavailableError('the connection was reset');
      }
    },
    open: async (bucket, name) => {
      const fault = faults.at('refused', 'cut off', 'changed before', 'changed after', 'killed');
      if (fault === 'refused') throw new StoreUnavailableError('status 503');
      if (fault === 'killed') throw new Killed();
      if (fault === 'changed before') changeBucket();
      const object = await store.open(bucket, name);
      if (fault === 'changed after') changeBucket();
      return fault === 'cut off' && object !== undefined ? cutOff(object) : object;
    },
  };
}

function cutOff({ version, bytes }: StoredObject): StoredObject {
  return { version, bytes: firstHalf(bytes) };
}

async function* firstHalf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const piece of bytes) {
    yield piece.subarray(0, piece.length / 2);
    throw new StoreUnavailableError('the connection was reset');
  }
}

/** Returns a publisher that fails or is killed, before or after the bus has taken a message. */
export function faultyPublisher(publisher: Publisher, faults: Faults): Publisher {
  return {
    publish: async (data, attributes, order) => {
      const fault = faults.at('refused', 'killed before', 'no answer', 'killed after');
      if (fault === 'refused') throw new BusUnavailableError('status 429');
      if (fault === 'killed before') throw new Killed();
      await publisher.publish(data, attributes, order);
      if (fault === 'no answer') throw new BusUnavailableError('no answer');
      if (fault === 'killed after') throw new Killed();
    },
  };
}

/** Returns a warehouse whose appends fail before, in the middle of, or after the storing of the rows. */
export function faultyWarehouse(warehouse: Warehouse, faults: Faults): Warehouse {
  return withAppend(
    warehouse,
    async <T extends TableName>(table: T, rows: readonly TableRow<T>[]) => {
      const fault = faults.at('disk full', 'killed before', 'half', 'no answer', 'killed after');
      if (fault === 'disk full') throw new WarehouseUnavailableError('no space left on device');
      if (fault === 'killed before') throw new Killed();
      const stored = fault === 'half' ? rows.slice(0, rows.length / 2) : rows;
      await warehouse.append(table, stored);
      if (fault === 'half') throw new WarehouseUnavailableError('a part was stored');
      if (fault === 'no answer') throw new WarehouseUnavailableError('no answer');
      if (fault === 'killed after') throw new Killed();
    },
  );
}
