import { closeSync, futimesSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Files } from '../../ports/files.ts';
import { filePieces } from './file-pieces.ts';
import { walk } from './walk.ts';

/** Files that are counted before other work gets its turn: about a millisecond. */
const FILES_AT_ONCE = 100;

/** Reads and writes files of this machine. */
export const localFiles: Files = {
  read: filePieces,

  // Synchronous calls: for the many small files of a simulation, a turn of the event loop costs more than the calls.
  write(path, body, modifiedAt) {
    return Promise.try(() => {
      const file = create(path);
      try {
        writeFileSync(file, body);
        if (modifiedAt !== undefined) futimesSync(file, new Date(modifiedAt), new Date(modifiedAt));
      } finally {
        closeSync(file);
      }
    });
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

/** Returns the number of files below a directory, up to the first folder that cannot be listed. */
export async function countFiles(directory: string): Promise<number> {
  let count = 0;
  try {
    const names = walk(directory);
    while (names.next().done !== true) {
      count++;
      // Reading goes on meanwhile.
      if (count % FILES_AT_ONCE === 0) await setImmediate();
    }
  } catch {
    // The listing of the source tells which folder it was.
  }
  return count;
}

/** Opens a file for writing, empty; its folder is created if it is missing. */
function create(path: string): number {
  try {
    return openSync(path, 'w');
  } catch {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'w');
  }
}
