const NOTHING = new Uint8Array(0);

/**
 * Takes bytes from a source in the portions that a reader wants, whatever pieces they come in. None are given only at
 * the end. An error of the source is thrown only once every byte before it has been taken, so that reading ahead
 * loses nothing.
 */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  /** None of them is empty. */
  readonly #pieces: Uint8Array[] = [];
  #length = 0;
  #end: { readonly error?: unknown } | undefined;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /**
   * Takes the next bytes: at least `least`, fewer only where the source ends or fails, and at most `most`. They are
   * copied only where they come in pieces smaller than `least`.
   */
  async take(least: number, most = least): Promise<Uint8Array> {
    while (this.#length < least && (await this.#pull()));
    if (this.#length === 0) this.#throwError();
    const [first = NOTHING] = this.#pieces;
    return this.#cut(first.length < least ? this.#join(least) : first, most);
  }

  /** Gives back bytes, to be taken next. */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.unshift(bytes);
    this.#length += bytes.length;
  }

  /** Says that nothing more is wanted; the source may clean up. */
  async close(): Promise<void> {
    if (this.#end !== undefined) return;
    this.#end = {};
    await this.#source.return?.();
  }

  /** Gets another piece. False when there is none. */
  async #pull(): Promise<boolean> {
    if (this.#end !== undefined) return false;
    try {
      const next = await this.#source.next();
      if (next.done === true) this.#end = {};
      else this.#push(next.value);
    } catch (error) {
      this.#end = { error };
    }
    return this.#end === undefined;
  }

  #push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  #throwError(): void {
    if (this.#end !== undefined && 'error' in this.#end) throw this.#end.error;
  }

  /** Copies so many bytes into one piece, and no more, so that joining bits off a large piece stays cheap. */
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

  #cut(first: Uint8Array, most: number): Uint8Array {
    if (first.length <= most) this.#pieces.shift();
    else this.#pieces[0] = first.subarray(most);
    const bytes = first.subarray(0, most);
    this.#length -= bytes.length;
    return bytes;
  }
}
