import { mkdir, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf, StoreUnavailableError } from '../../errors.ts';
import type { PageStore, StoredPage } from '../../ports/page-store.ts';

let writes = 0;

/** A directory of this machine with pages, which is made when the first one is written. */
export class PageFolder implements PageStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A file is replaced as a whole, where links lead to; a device or pipe, such as /dev/stdout, is written and stays what it is. */
  async put(name: string, text: string): Promise<void> {
    const path = join(this.#folder, name);
    try {
      const there = await statOf(path);
      if (there === undefined) await replace(path, text);
      else if (there.isFile()) await replace(await realpath(path), text);
      else await writeFile(path, text);
    } catch (error) {
      throw new StoreUnavailableError(`cannot write ${path}: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  async get(name: string): Promise<StoredPage | undefined> {
    const path = join(this.#folder, name);
    try {
      const file = await open(path);
      try {
        const { mtimeMs } = await file.stat();
        return { text: await readFile(file, 'utf8'), writtenAt: mtimeMs };
      } finally {
        await file.close();
      }
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw new StoreUnavailableError(`cannot read ${path}: ${messageOf(error)}`, { cause: error });
    }
  }
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}-${++writes}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Returns whether a file or its folder does not exist. Errors of native code may be of another realm. */
function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
