const NOTHING = new Uint8Array(0);

/**
 * Reads bytes from a source in portions that the caller chooses, independent of the pieces of the source. An empty portion
 * means that the source has ended. An error of the source is thrown after all bytes before it have been taken, so that
 * reading ahead loses nothing. Like the pieces of the source, a portion is valid until the next one is taken.
 */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  /** Pieces that have not been taken yet; none of them is empty. */
  readonly #pieces: Uint8Array[] = [];
  #length = 0;
  /** Number of the first pieces that are known to be copies; the source may overwrite the others. */
  #owned = 0;
  #end: { readonly error?: unknown } | undefined;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /**
   * Takes the next bytes: at least `min` (fewer only if the source ends or fails) and at most `max`. They are copied only
   * if the next piece is smaller than `min`.
   */
  async take(min: number, max = min): Promise<Uint8Array> {
    while (this.#length < min && (await this.#pull()));
    if (this.#length === 0) this.#throwError();
    const [first = NOTHING] = this.#pieces;
    return this.#cut(first.length < min ? this.#join(min) : first, max);
  }

  /** Puts bytes back, to be taken next. */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.unshift(bytes);
    this.#owned = 0;
    this.#length += bytes.length;
  }

  /** Takes everything that has not been taken yet, in pieces of at least `min` bytes; only the last one may be shorter. */
  async *pieces(min = 1): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = await this.take(min, Number.POSITIVE_INFINITY);
      if (piece.length === 0) return;
      yield piece;
    }
  }

  /** Closes the source, which may then clean up. */
  async close(): Promise<void> {
    if (this.#end !== undefined) return;
    this.#end = {};
    await this.#source.return?.();
  }

  /** Reads another piece; returns false if there is none. */
  async #pull(): Promise<boolean> {
    if (this.#end !== undefined) return false;
    this.#own();
    try {
      const next = await this.#source.next();
      if (next.done === true) this.#end = {};
      else this.#push(next.value);
    } catch (error) {
      this.#end = { error };
    }
    return this.#end === undefined;
  }

  /** Copies the pieces that are shorter than a portion together, before the source is asked for another one. */
  #own(): void {
    for (const [i, piece] of this.#pieces.entries()) {
      if (i >= this.#owned) this.#pieces[i] = Buffer.from(piece);
    }
    this.#owned = this.#pieces.length;
  }

  #push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  #throwError(): void {
    if (this.#end !== undefined && 'error' in this.#end) throw this.#end.error;
  }

  /** Copies exactly `count` bytes into one piece, so that joining a few bytes with a large piece stays cheap. */
  #join(count: number): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let missing = Math.min(count, this.#length); missing > 0;) {
      const part = this.#cut(this.#pieces[0] ?? NOTHING, missing);
      parts.push(part);
      missing -= part.length;
    }
    const joined = Buffer.concat(parts);
    this.unread(joined);
    return joined;
  }

  #cut(first: Uint8Array, max: number): Uint8Array {
    if (first.length > max) this.#pieces[0] = first.subarray(max);
    else {
      this.#pieces.shift();
      this.#owned = Math.max(0, this.#owned - 1);
    }
    const bytes = first.subarray(0, max);
    this.#length -= bytes.length;
    return bytes;
  }
}
