import { Inflater } from './inflater.ts';

/** Number of compressed bytes that are kept; usually enough for a report of more than a hundred megabytes. */
const KEPT_BYTES = 8 * 1024 ** 2;

/**
 * Recovers the output that zlib drops when it detects damage: a write that fails returns no output. Therefore the
 * compressed data is kept, and decompressed a second time up to the damage.
 */
export class InflateReplay {
  readonly #slices: Uint8Array[] = [];
  /** Number of compressed bytes so far. */
  #taken = 0;
  /** Number of decompressed bytes so far. */
  #given = 0;

  /** Records a slice and its decompressed output. */
  add(slice: Uint8Array, output: readonly Uint8Array[]): void {
    this.#taken += slice.length;
    if (this.#taken <= KEPT_BYTES) this.#slices.push(Buffer.from(slice));
    else this.#slices.length = 0;
    for (const { length } of output) this.#given += length;
  }

  /** Returns the output between the recorded output and the damage in the last slice; nothing if the data was too large. */
  async *missing(): AsyncGenerator<Uint8Array> {
    const inflater = new Inflater();
    let skip = this.#given;
    try {
      for (const slice of this.#slicesAndBytes()) {
        const { output, error } = await inflater.write(slice);
        for (const piece of output) {
          if (piece.length > skip) yield piece.subarray(skip);
          skip = Math.max(0, skip - piece.length);
        }
        if (error !== undefined) return;
      }
    } finally {
      inflater.close();
    }
  }

  /** Returns the slices, the last one byte by byte, so that the write that fails is as small as possible. */
  *#slicesAndBytes(): Generator<Uint8Array> {
    yield* this.#slices.slice(0, -1);
    const last = this.#slices.at(-1) ?? new Uint8Array(0);
    for (let i = 0; i < last.length; i++) yield last.subarray(i, i + 1);
  }
}
