/** Index that stands for "nowhere", greater than any other. */
const NOWHERE = 2 ** 30;

/**
 * Finds the occurrences of one sequence of bytes. The result of a search is kept, so that questions about a thousand short
 * ranges do not search the piece a thousand times.
 */
export class Occurrences {
  readonly #needle: number | Buffer;
  #next = -1;

  /** @param text the sequence, in ASCII */
  constructor(text: string) {
    const bytes = Buffer.from(text, 'latin1');
    this.#needle = bytes.length === 1 ? (bytes[0] ?? 0) : bytes;
  }

  /** Forgets what was found, since the bytes are other ones now. */
  reset(): void {
    this.#next = -1;
  }

  /** Returns the first index from `start` on, which must not decrease; a number greater than any index if there is none. */
  next(bytes: Buffer, start: number): number {
    if (this.#next < start) {
      const found = bytes.indexOf(this.#needle, start);
      this.#next = found < 0 ? NOWHERE : found;
    }
    return this.#next;
  }
}
