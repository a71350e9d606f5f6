import { Inflater } from './inflater.ts';

/** So many compressed bytes are kept: those of a report of more than a hundred megabytes, usually. */
const KEPT_BYTES = 8 * 1024 ** 2;

/**
 * Finds what zlib did not give because it came upon damage: it gives nothing of a go that fails. So what was compressed
 * is kept, and unpacked once more up to the damage.
 */
export class InflateReplay {
  readonly #slices: Uint8Array[] = [];
  /** Bytes that were compressed. */
  #taken = 0;
  /** Bytes that were unpacked. */
  #given = 0;

  /** Takes note of a slice, and what it was unpacked to. */
  add(slice: Uint8Array, output: readonly Uint8Array[]): void {
    this.#taken += slice.length;
    if (this.#taken <= KEPT_BYTES) this.#slices.push(slice);
    else this.#slices.length = 0;
    for (const { length } of output) this.#given += length;
  }

  /** What lies between what was given and the damage in the last slice. Nothing, of more data than is kept. */
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

  /** The last slice byte by byte, so that the go that fails is the smallest that there is. */
  *#slicesAndBytes(): Generator<Uint8Array> {
    yield* this.#slices.slice(0, -1);
    const last = this.#slices.at(-1) ?? new Uint8Array(0);
    for (let i = 0; i < last.length; i++) yield last.subarray(i, i + 1);
  }
}
