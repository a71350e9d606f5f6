import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectVersion } from '../../domain/object.ts';
import { messageOf, StoreUnavailableError } from '../../errors.ts';
import type { BrowsableStore, StoredObject } from '../../ports/artifact-store.ts';
import { regularFilePieces } from './file-pieces.ts';
import { foldersOf, unlessMissing, walk } from './walk.ts';

/** Directories of this machine as buckets: the path of a file below a directory, with `/`, is the name of an object. */
export class DirectoryStore implements BrowsableStore {
  readonly #folders: ReadonlyMap<string, string>;

  /** @param folders the directory of each bucket, by the name of the bucket */
  constructor(folders: ReadonlyMap<string, string>) {
    this.#folders = folders;
  }

  // Synchronous calls: on a local disk a turn of the event loop costs ten times the call that it would wait for.
  async *list(
    bucket: string,
    options?: { prefix?: string; startOffset?: string },
  ): AsyncGenerator<ObjectVersion> {
    for (const name of walk(this.#folder(bucket), options)) {
      const version = this.#listed(bucket, name);
      if (version !== undefined) yield await Promise.resolve(version);
    }
  }

  async *listFolders(bucket: string, prefix: string): AsyncGenerator<string> {
    for (const name of foldersOf(this.#folder(bucket), prefix)) yield await Promise.resolve(name);
  }

  open(bucket: string, name: string): Promise<StoredObject | undefined> {
    return Promise.try(() => {
      const version = this.#version(bucket, name);
      return version === undefined ? undefined : { version, bytes: this.#read(version) };
    });
  }

  /**
   * Opens the file when the first bytes are read, so that an object that is not read keeps no file open.
   *
   * @throws StoreUnavailableError if the file cannot be read, or was rewritten meanwhile and its bytes may be mixed
   */
  async *#read({ bucket, name, generation, sizeBytes }: ObjectVersion): AsyncGenerator<Uint8Array> {
    const path = join(this.#folder(bucket), name);
    try {
      yield* regularFilePieces(path, sizeBytes);
    } catch (error) {
      throw new StoreUnavailableError(`cannot read ${path}: ${messageOf(error)}`, { cause: error });
    }
    const after = this.#version(bucket, name);
    if (after?.generation !== generation) {
      throw new StoreUnavailableError(`cannot read ${path}: it was rewritten during the reading`);
    }
  }

  /** Returns the version of a file; one that cannot be looked at has none, and opening it fails with the reason. */
  #listed(bucket: string, name: string): ObjectVersion | undefined {
    try {
      return this.#version(bucket, name);
    } catch {
      return { bucket, name, generation: '0', sizeBytes: 0, updatedAt: new Date(0).toISOString() };
    }
  }

  #version(bucket: string, name: string): ObjectVersion | undefined {
    const path = join(this.#folder(bucket), name);
    const stats = unlessMissing(() => statSync(path, { bigint: true }));
    if (stats?.isFile() !== true) return undefined;
    return {
      bucket,
      name,
      // Microseconds since 1970, like the generations of Cloud Storage. A rewrite may keep the time of modification, but not
      // the time at which the file changed in any way.
      generation: (greater(stats.mtimeNs, stats.ctimeNs) / 1000n).toString(),
      sizeBytes: Number(stats.size),
      updatedAt: new Date(Number(stats.mtimeMs)).toISOString(),
    };
  }

  #folder(bucket: string): string {
    const folder = this.#folders.get(bucket);
    if (folder === undefined)
      throw new StoreUnavailableError(
        `cannot find the bucket ${bucket}: no directory is given for it`,
      );
    return folder;
  }
}

function greater(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}
