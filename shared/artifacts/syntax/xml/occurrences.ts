/** Index that stands for "nowhere", greater than any other. */
const NOWHERE = 2 ** 30;

/**
 * Finds the occurrences of one sequence of bytes. The result of a search is kept, so that questions about a thousand short
 * ranges do not search the piece a thousand times.
 */
export class Occurrences {
  readonly #find: (bytes: Buffer, start: number) => number;
  #next = -1;

  /** @param what the byte, or a function that returns the first index from a position on, and -1 if there is none */
  constructor(what: number | ((bytes: Buffer, start: number) => number)) {
    this.#find = typeof what === 'function' ? what : (bytes, start) => bytes.indexOf(what, start);
  }

  /** Forgets what was found, since the bytes are other ones now. */
  reset(): void {
    this.#next = -1;
  }

  /** Returns the first index from `start` on, which must not decrease; a number greater than any index if there is none. */
  next(bytes: Buffer, start: number): number {
    if (this.#next < start) {
      const found = this.#find(bytes, start);
      this.#next = found < 0 ? NOWHERE : found;
    }
    return this.#next;
  }
}
