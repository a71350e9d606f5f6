import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Files } from '../../ports/files.ts';

const CHUNK_BYTES = 256 * 1024;

/** Reads and writes files of this machine. */
export const localFiles: Files = {
  async *read(path) {
    yield* createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Uint8Array>;
  },

  async write(path, body, modifiedAt) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, body);
    if (modifiedAt !== undefined) await utimes(path, new Date(modifiedAt), new Date(modifiedAt));
  },

  async isDirectory(path) {
    const stats = await stat(path).catch(() => undefined);
    return stats?.isDirectory() ?? false;
  },

  async exists(path) {
    return (await stat(path).catch(() => undefined)) !== undefined;
  },

  async list(directory) {
    return (await readdir(directory).catch(() => [])).sort();
  },
};
