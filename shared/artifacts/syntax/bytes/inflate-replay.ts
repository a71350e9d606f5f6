import { Inflater } from './inflater.ts';

/** Number of compressed bytes that are kept; usually enough for a report of more than a hundred megabytes. */
const KEPT_BYTES = 8 * 1024 ** 2;

/** Bytes of a slice that are written at once to find where about the damage is. */
const PIECE_BYTES = 256;

/**
 * Recovers the output that zlib drops when it detects damage: a write that fails returns no output. Therefore the
 * compressed data is kept, and decompressed a second time up to the damage.
 */
export class InflateReplay {
  #slices: Uint8Array[] = [];
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
    // To find the damage by single bytes takes seconds for a slice, so that the piece that has it is found before.
    for (const size of [PIECE_BYTES, 1]) yield* this.#missingInPieces(size);
  }

  /**
   * Decompresses the slices up to the damage, the last one in pieces, and yields the output that was not given before. The slices
   * end with the damaged piece afterwards.
   */
  async *#missingInPieces(size: number): AsyncGenerator<Uint8Array> {
    const inflater = new Inflater();
    const last = this.#slices.at(-1) ?? new Uint8Array(0);
    const slices = [...this.#slices.slice(0, -1), ...cutInto(last, size)];
    let skip = this.#given;
    try {
      for (const [index, slice] of slices.entries()) {
        const { output, error } = await inflater.write(slice);
        for (const piece of output) {
          if (piece.length > skip) yield piece.subarray(skip);
          this.#given += Math.max(0, piece.length - skip);
          skip = Math.max(0, skip - piece.length);
        }
        if (error === undefined) continue;
        this.#slices = slices.slice(0, index + 1);
        return;
      }
    } finally {
      inflater.close();
    }
  }
}

function cutInto(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}
