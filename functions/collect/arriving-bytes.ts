import { UnreadableArtifactError } from '../../shared/errors.ts';

/** Bytes that are still read after the reader of an artifact has ended. */
const MAX_REST = 64 * 1024 * 1024;

/**
 * The bytes of an object, which can be read on after their reader has ended. A reader ends where a file is damaged, but only
 * at the end of the bytes a store can tell whether the object is damaged or its bytes were on their way.
 */
export class ArrivingBytes implements AsyncIterable<Uint8Array> {
  readonly #bytes: AsyncIterator<Uint8Array>;
  #hasBegun = false;
  /** The error of the store, which a reader that looks ahead may not have thrown. */
  #failure: { readonly error: unknown } | undefined;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#bytes = bytes[Symbol.asyncIterator]();
  }

  /** Returns an iterator over the bytes that have not been read. Its end does not close the object. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return { next: () => this.#next() };
  }

  /**
   * Reads the rest of the bytes, at most 64 MiB.
   *
   * @throws StoreUnavailableError if the bytes are not those of the object
   */
  async readRest(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    for (let length = 0; length < MAX_REST;) {
      const next = await this.#next();
      if (next.done === true) return;
      length += next.value.length;
    }
  }

  /** Releases the connection or file behind the bytes. */
  async close(): Promise<void> {
    // Bytes of which none were read have opened nothing that their end would close.
    if (!this.#hasBegun) await this.#next();
    await this.#bytes.return?.();
  }

  async #next(): Promise<IteratorResult<Uint8Array>> {
    this.#hasBegun = true;
    try {
      return await this.#bytes.next();
    } catch (error) {
      if (!(error instanceof UnreadableArtifactError)) this.#failure = { error };
      throw error;
    }
  }
}
