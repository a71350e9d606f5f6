import { createInflateRaw } from 'node:zlib';

/** Size of the pieces of zlib's output. The piece in which it detects damage is lost. */
const OUTPUT_BYTES = 64 * 1024;

/** Result of decompressing some bytes. */
export interface Inflated {
  /** Decompressed bytes; if the data is damaged, those that zlib returned before it detected the damage. */
  readonly output: readonly Uint8Array[];
  /** Number of bytes that belong to the compressed data. If it is less than the bytes written, the data ends there. */
  readonly consumed: number;
  readonly error: Error | undefined;
}

/**
 * Decompresses one stream of DEFLATE data (RFC 1951). {@link Inflater.write} returns all of its output; nothing stays
 * buffered in zlib.
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

  /** Decompresses the next bytes. Calls must not overlap, and none may follow an error. */
  async write(bytes: Uint8Array): Promise<Inflated> {
    const before = this.#stream.bytesWritten;
    await new Promise<void>((resolve) => {
      // After an error, zlib may not call the callback of write().
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

  /** Frees the memory of zlib. */
  close(): void {
    this.#stream.destroy();
  }
}
