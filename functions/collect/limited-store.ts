import type { ReadLimits } from '../../shared/artifacts/limits.ts';
import { StoreUnavailableError, UnreadableArtifactError } from '../../shared/errors.ts';
import type { ArtifactStore, StoredObject } from '../../shared/ports/artifact-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';

/** Returns a store whose objects are read within limits of bytes and of time. */
export function limitedStore(
  store: ArtifactStore,
  limits: Pick<ReadLimits, 'objectBytes' | 'waitSeconds'>,
  clock: Clock,
): ArtifactStore {
  return {
    list: (bucket, options) => store.list(bucket, options),
    open: async (bucket, name) => {
      const object = await store.open(bucket, name);
      return object && { ...object, bytes: limitedBytes(object, limits, clock) };
    },
  };
}

/**
 * Returns the bytes of an object. Only the time in which bytes are waited for counts, not that of the reader: an object that
 * is slow to read is not at fault when the machine is busy.
 *
 * @throws UnreadableArtifactError if the object is larger than the limit, before its bytes are read
 * @throws StoreUnavailableError if its bytes were waited for longer than the limit
 */
async function* limitedBytes(
  { version, bytes }: StoredObject,
  { objectBytes, waitSeconds }: Pick<ReadLimits, 'objectBytes' | 'waitSeconds'>,
  clock: Clock,
): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  let [waited, length] = [0, version.sizeBytes];
  try {
    for (let arrived = 0; ; length = Math.max(length, arrived)) {
      const start = clock.now();
      const next = await pieces.next();
      waited += clock.now() - start;
      if (length > objectBytes) throw tooLarge(objectBytes);
      if (next.done === true) return;
      if (waited > waitSeconds * 1000) throw tooSlow(version.name, waitSeconds);
      arrived += next.value.length;
      yield next.value;
    }
  } finally {
    await pieces.return?.();
  }
}

function tooLarge(objectBytes: number): UnreadableArtifactError {
  return new UnreadableArtifactError(`the object has more than ${objectBytes} bytes`);
}

function tooSlow(name: string, waitSeconds: number): StoreUnavailableError {
  return new StoreUnavailableError(
    `cannot read ${name} to its end: its bytes were waited for longer than ${waitSeconds} seconds`,
  );
}
