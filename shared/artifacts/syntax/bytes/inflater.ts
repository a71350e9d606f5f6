import { createInflateRaw } from 'node:zlib';

/** How much zlib unpacks in one go. It gives nothing of the go in which it comes upon damage. */
const OUTPUT_BYTES = 64 * 1024;

/** What became of some compressed bytes. */
export interface Inflated {
  /** What they unpack to; of damaged ones, what zlib gave before it came upon the damage. */
  readonly output: readonly Uint8Array[];
  /** How many of them belong to the compressed data. When fewer than were given, the data ends there. */
  readonly consumed: number;
  readonly error: Error | undefined;
}

/**
 * Unpacks one run of DEFLATE data (RFC 1951). Nothing is read ahead of what {@link Inflater.write} was given, and
 * nothing stays behind in zlib when it comes back.
 */
export class Inflater {
  readonly #stream = createInflateRaw({ chunkSize: OUTPUT_BYTES });
  #output: Uint8Array[] = [];
  #error: Error | undefined;
  #onError: () => void = () => undefined;

  constructor() {
    this.#stream.on('data', (piece: Uint8Array) => this.#output.push(piece));
    this.#stream.on('error', (error) => {
      this.#error = error;
      this.#onError();
    });
  }

  /** Unpacks the next bytes. One call at a time, and none after an error. */
  async write(bytes: Uint8Array): Promise<Inflated> {
    const before = this.#stream.bytesWritten;
    await new Promise<void>((resolve) => {
      // After an error, zlib may call back nobody.
      this.#onError = resolve;
      this.#stream.write(bytes, (error) => {
        this.#error ??= error ?? undefined;
        resolve();
      });
    });
    const output = this.#output;
    this.#output = [];
    return { output, consumed: this.#stream.bytesWritten - before, error: this.#error };
  }

  /** Frees what zlib holds. */
  close(): void {
    this.#stream.destroy();
  }
}
