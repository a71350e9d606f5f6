import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

const PIECE_BYTES = 256 * 1024;

/** Size of the pieces of smaller files, which may grow while they are read, or whose size is unknown, as in `/proc`. */
const LEAST_BYTES = 4 * 1024;

/** Number of pieces after which other work of the process gets its turn. */
const PIECES_AT_ONCE = 4;

/**
 * Returns the bytes of a file in pieces, each of which is valid until the next one is asked for. The file is opened when the
 * first piece is asked for.
 */
export async function* filePieces(path: string): AsyncGenerator<Uint8Array> {
  const stats = statSync(path);
  if (stats.isFile()) yield* regularFilePieces(path, stats.size);
  else yield* createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Uint8Array>;
}

/**
 * Returns the same of a file that is known to be a regular one. It is read with synchronous calls into the same memory again and
 * again: a turn of the event loop and new memory for each piece would take longer than the reading of most reports.
 *
 * @param size of the file in bytes, as it was when it was looked at
 */
export async function* regularFilePieces(path: string, size: number): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.min(Math.max(size, LEAST_BYTES), PIECE_BYTES));
    for (let count = 1; ; count++) {
      const length = readSync(file, buffer);
      if (length === 0) return;
      yield buffer.subarray(0, length);
      if (count % PIECES_AT_ONCE === 0) await setImmediate();
    }
  } finally {
    closeSync(file);
  }
}
