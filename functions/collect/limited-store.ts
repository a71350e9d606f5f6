import type { ReadLimits } from '../../shared/artifacts/limits.ts';
import {
  DamagedArtifactError,
  StoreUnavailableError,
  UnreadableArtifactError,
} from '../../shared/errors.ts';
import type { ArtifactStore, StoredObject } from '../../shared/ports/artifact-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';

/** The limits that are compared while bytes arrive. */
type ArrivalLimits = Pick<ReadLimits, 'objectBytes' | 'waitSeconds' | 'readSeconds'>;

/** Measures the time in which a reader works on an object. */
export interface ReadingClock {
  readonly clock: Clock;
  /** Returns the milliseconds in which the reader has waited for the bus. */
  readonly waitedForBus: () => number;
}

/** Returns a bus that measures, in milliseconds, how long its publishers wait. */
export function measuredBus(bus: EventBus, clock: Clock): { bus: EventBus; waited: () => number } {
  let waited = 0;
  const publish: EventBus['publish'] = async (...message) => {
    const start = clock.now();
    await bus.publish(...message);
    waited += clock.now() - start;
  };
  const subscribe: EventBus['subscribe'] = (subscriber) => bus.subscribe(subscriber);
  return { bus: { publish, subscribe, close: () => bus.close() }, waited: () => waited };
}

/** Returns a store whose objects are read within limits of bytes and of time. */
export function limitedStore(
  store: ArtifactStore,
  limits: ArrivalLimits,
  reading: ReadingClock,
): ArtifactStore {
  return {
    list: (bucket, options) => store.list(bucket, options),
    open: async (bucket, name) => {
      const object = await store.open(bucket, name);
      return object && { ...object, bytes: limitedBytes(object, limits, reading) };
    },
  };
}

/**
 * Returns the bytes of an object. The time in which bytes are waited for and that in which they are read have limits of their own.
 *
 * @throws UnreadableArtifactError if the object is larger than the limit, before its bytes are read
 * @throws DamagedArtifactError if the reader took longer than the limit, so that it keeps what it has read
 * @throws StoreUnavailableError if its bytes were waited for longer than the limit
 */
async function* limitedBytes(
  { version, bytes }: StoredObject,
  { objectBytes, waitSeconds, readSeconds }: ArrivalLimits,
  { clock, waitedForBus }: ReadingClock,
): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  let [waited, read, length] = [0, 0, version.sizeBytes];
  try {
    for (let arrived = 0; ; length = Math.max(length, arrived)) {
      const start = clock.now();
      const next = await pieces.next();
      waited += clock.now() - start;
      if (length > objectBytes) throw tooLarge(objectBytes);
      if (next.done === true) return;
      if (waited > waitSeconds * 1000) throw tooSlow(version.name, waitSeconds);
      arrived += next.value.length;
      const given = clock.now() - waitedForBus();
      yield next.value;
      read += clock.now() - waitedForBus() - given;
      if (read > readSeconds * 1000) throw tooLong(readSeconds, arrived);
    }
  } finally {
    await pieces.return?.();
  }
}

function tooLarge(objectBytes: number): UnreadableArtifactError {
  return new UnreadableArtifactError(`the object has more than ${objectBytes} bytes`);
}

function tooLong(readSeconds: number, arrived: number): DamagedArtifactError {
  return new DamagedArtifactError(
    `read for longer than ${readSeconds} seconds, and left at byte ${arrived}`,
  );
}

function tooSlow(name: string, waitSeconds: number): StoreUnavailableError {
  return new StoreUnavailableError(
    `cannot read ${name} to its end: its bytes were waited for longer than ${waitSeconds} seconds`,
  );
}
