import type { ObjectVersion } from '../../shared/domain/object.ts';
import type { BrowsableStore, StoredObject } from '../../shared/ports/artifact-store.ts';

interface Stored {
  readonly version: ObjectVersion;
  readonly body: Uint8Array;
}

/** A bucket in memory; the test sets the time of each write, and generations count the writes. */
export class MemoryStore implements BrowsableStore {
  readonly bucket: string;
  readonly #objects = new Map<string, Stored>();
  #writes = 1_700_000_000_000_000;
  /** Called before an object is opened; it may throw to make the store fail. */
  beforeOpen: (name: string) => void = () => undefined;

  constructor(bucket = 'ci-bucket') {
    this.bucket = bucket;
  }

  put(name: string, body: string | Uint8Array, updatedAt = '2026-11-20T12:00:00.000Z'): void {
    const bytes = Buffer.from(body);
    const generation = String(++this.#writes);
    const version = { bucket: this.bucket, name, generation, sizeBytes: bytes.length, updatedAt };
    this.#objects.set(name, { version, body: bytes });
  }

  remove(name: string): void {
    this.#objects.delete(name);
  }

  get names(): readonly string[] {
    return [...this.#objects.keys()].sort();
  }

  async *list(
    _bucket: string,
    { prefix = '', startOffset = '' } = {},
  ): AsyncGenerator<ObjectVersion> {
    await Promise.resolve();
    for (const name of this.names) {
      const stored = this.#objects.get(name);
      if (stored !== undefined && name.startsWith(prefix) && name >= startOffset)
        yield stored.version;
    }
  }

  async *listFolders(bucket: string, prefix: string): AsyncGenerator<string> {
    let last: string | undefined;
    for await (const { name } of this.list(bucket, { prefix })) {
      const end = name.indexOf('/', prefix.length);
      const folder = name.slice(0, end + 1);
      if (end < 0 || folder === last) continue;
      last = folder;
      yield folder;
    }
  }

  async open(_bucket: string, name: string): Promise<StoredObject | undefined> {
    await Promise.resolve();
    this.beforeOpen(name);
    const stored = this.#objects.get(name);
    return stored === undefined ? undefined : { version: stored.version, bytes: once(stored.body) };
  }
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield body;
}
