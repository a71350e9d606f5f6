import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectVersion } from '../../domain/object.ts';
import { StoreUnavailableError } from '../../errors.ts';
import type { ArtifactStore, StoredObject } from '../../ports/artifact-store.ts';

const CHUNK_BYTES = 256 * 1024;

/** A folder on this machine as a bucket: a file's path below it, with `/`, is the name of an object. */
export class DirectoryStore implements ArtifactStore {
  readonly #folders: ReadonlyMap<string, string>;

  /** @param folders the folder of each bucket, by the bucket's name */
  constructor(folders: ReadonlyMap<string, string>) {
    this.#folders = folders;
  }

  // Small things are asked for at once instead of in turns: on a local disk the turns cost ten times what they wait for.
  async *list(
    bucket: string,
    { prefix = '', startOffset = '' }: { prefix?: string; startOffset?: string } = {},
  ): AsyncGenerator<ObjectVersion> {
    const root = this.#folder(bucket);
    for (const name of walk(root, '', { prefix, startOffset })) {
      const version = this.#version(bucket, name);
      if (version !== undefined) yield await Promise.resolve(version);
    }
  }

  open(bucket: string, name: string): Promise<StoredObject | undefined> {
    return Promise.try(() => {
      const version = this.#version(bucket, name);
      return version === undefined ? undefined : { version, bytes: this.#read(version) };
    });
  }

  /**
   * Opens the file when its bytes are asked for, so that an object that is not read holds no file open. A file that
   * is rewritten meanwhile breaks off, as nobody knows whose bytes they were.
   */
  async *#read({ bucket, name, generation, sizeBytes }: ObjectVersion): AsyncGenerator<Uint8Array> {
    const path = join(this.#folder(bucket), name);
    try {
      if (sizeBytes <= CHUNK_BYTES) yield readFileSync(path);
      else
        yield* createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw new StoreUnavailableError(`${path} cannot be read`, { cause: error });
    }
    const after = this.#version(bucket, name);
    if (after?.generation !== generation) {
      throw new StoreUnavailableError(`${path} was rewritten while it was read`);
    }
  }

  #version(bucket: string, name: string): ObjectVersion | undefined {
    const path = join(this.#folder(bucket), name);
    const stats = unlessMissing(() => statSync(path, { bigint: true }));
    if (stats?.isFile() !== true) return undefined;
    return {
      bucket,
      name,
      // Microseconds since 1970, which is what Cloud Storage's generations are too.
      generation: (stats.mtimeNs / 1000n).toString(),
      sizeBytes: Number(stats.size),
      updatedAt: new Date(Number(stats.mtimeMs)).toISOString(),
    };
  }

  #folder(bucket: string): string {
    const folder = this.#folders.get(bucket);
    if (folder === undefined) throw new StoreUnavailableError(`there is no bucket ${bucket}`);
    return folder;
  }
}

/** The files below a folder, in the order of their names' bytes, which is that of buckets. */
function* walk(
  root: string,
  folder: string,
  options: { readonly prefix: string; readonly startOffset: string },
): Generator<string> {
  const path = join(root, folder);
  const entries = unlessMissing(() => readdirSync(path, { withFileTypes: true }));
  const names = (entries ?? [])
    .map((entry) => folder + entry.name + (entry.isDirectory() ? '/' : ''))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const name of names) {
    if (name.endsWith('/')) {
      if (mayHold(name, options)) yield* walk(root, name, options);
    } else if (name.startsWith(options.prefix) && isFrom(name, options.startOffset)) {
      yield name;
    }
  }
}

/** Whether objects below this folder may be wanted. */
function mayHold(
  folder: string,
  { prefix, startOffset }: { readonly prefix: string; readonly startOffset: string },
): boolean {
  const isOnTheWay = folder.startsWith(prefix) || prefix.startsWith(folder);
  return isOnTheWay && (startOffset.startsWith(folder) || isFrom(folder, startOffset));
}

function isFrom(name: string, startOffset: string): boolean {
  return startOffset === '' || Buffer.compare(Buffer.from(name), Buffer.from(startOffset)) >= 0;
}

/** What the file system says, `undefined` of what is not there. */
function unlessMissing<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new StoreUnavailableError('the folder cannot be read', { cause: error });
  }
}
