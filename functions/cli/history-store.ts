import { parseObjectName, type ObjectNaming } from '../../shared/artifacts/object-name.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import type { ArtifactStore, StoredObject } from '../../shared/ports/artifact-store.ts';
import type { SimulatedObject } from './simulation/simulate.ts';

interface Stored {
  readonly version: ObjectVersion;
  readonly body: Uint8Array;
}

/**
 * Returns a bucket in memory with the objects of a simulation. It lists and opens the last version of each object. Of a
 * version marker it lists all versions, and each call of `open` returns the next one, as a reader of events sees them.
 */
export function historyStore(
  bucket: string,
  objects: Iterable<SimulatedObject>,
  naming: ObjectNaming,
): ArtifactStore {
  const stored = storedVersions(bucket, objects, naming);
  const opened = new Map<string, number>();
  return {
    async *list() {
      for (const name of [...stored.keys()].sort()) {
        for (const { version } of stored.get(name) ?? []) yield await Promise.resolve(version);
      }
    },
    open: async (_bucket, name) => {
      const versions = stored.get(name) ?? [];
      const count = opened.get(name) ?? 0;
      opened.set(name, count + 1);
      const object = await Promise.resolve(versions[Math.min(count, versions.length - 1)]);
      return object && asStoredObject(object);
    },
  };
}

/** Returns the kept versions of each object in the order of their writes. */
function storedVersions(
  bucket: string,
  objects: Iterable<SimulatedObject>,
  naming: ObjectNaming,
): ReadonlyMap<string, readonly Stored[]> {
  const stored = new Map<string, Stored[]>();
  let writes = 0;
  for (const { name, body, updatedAt } of objects) {
    const bytes = Buffer.from(body);
    const generation = String(++writes);
    const version = { bucket, name, generation, sizeBytes: bytes.length, updatedAt };
    const isMarker = parseObjectName(name, naming)?.kind === 'version_marker';
    const earlier = isMarker ? (stored.get(name) ?? []) : [];
    earlier.push({ version, body: bytes });
    stored.set(name, earlier);
  }
  return stored;
}

function asStoredObject({ version, body }: Stored): StoredObject {
  return { version, bytes: once(body) };
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(body);
}
