import {
  closeSync,
  constants,
  copyFileSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { WarehouseUnavailableError } from '../../errors.ts';
import { RETRIES } from '../../retry/policies.ts';
import { retrying } from '../../retry/retrying.ts';

/**
 * Bytes of DuckDB's three headers. A checkpoint first writes blocks that no header names and then a header, so a file
 * whose headers are the same before and after copying was copied between two checkpoints.
 */
const HEADER_BYTES = 3 * 4096;

/** A copy of a warehouse file. */
export interface Snapshot {
  readonly path: string;
  /** Deletes the copy. */
  readonly remove: () => void;
}

/**
 * Copies a DuckDB file that another process writes, with its log of changes, to a temporary folder. The log is copied
 * first: it names blocks that are in the file already, and an entry that is cut off at its end is not applied.
 *
 * @throws WarehouseUnavailableError when the file is rewritten during every attempt, or cannot be copied
 */
export async function copySnapshot(path: string): Promise<Snapshot> {
  const folder = mkdtempSync(join(tmpdir(), 'ci-signal-'));
  const copy = join(folder, 'snapshot.duckdb');
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await retrying(RETRIES.snapshot, () => {
      copyBetweenCheckpoints(path, copy);
      return Promise.resolve();
    });
    return { path: copy, remove };
  } catch (error) {
    remove();
    throw new WarehouseUnavailableError(
      `cannot copy ${path}, which another process writes; wait until that process has ended`,
      { cause: error },
    );
  }
}

function copyBetweenCheckpoints(path: string, copy: string): void {
  const before = stateOf(path);
  rmSync(copy, { force: true });
  for (const log of before.logs) {
    copyFileSync(path + log.suffix, copy + log.suffix, constants.COPYFILE_FICLONE);
  }
  copyFileSync(path, copy, constants.COPYFILE_FICLONE);
  if (!isDeepStrictEqual(before, stateOf(path))) {
    for (const { suffix } of before.logs) rmSync(copy + suffix, { force: true });
    throw new Error('there was a checkpoint meanwhile');
  }
}

/** Returns what a checkpoint changes: the headers, and which files hold the log. Commits only make the log longer. */
function stateOf(path: string) {
  const file = openSync(path, 'r');
  try {
    const headers = Buffer.alloc(HEADER_BYTES);
    readSync(file, headers, 0, HEADER_BYTES, 0);
    return { headers, logs: logsOf(path) };
  } finally {
    closeSync(file);
  }
}

/** Returns the files of the log of changes: during a checkpoint there is a second one. */
function logsOf(path: string) {
  const log = `${basename(path)}.wal`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(log))
    .sort()
    .map((name) => ({
      suffix: name.slice(basename(path).length),
      inode: statSync(join(dirname(path), name)).ino,
    }));
}
