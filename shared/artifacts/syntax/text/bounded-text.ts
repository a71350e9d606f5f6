/** Numbers of characters that are kept at the beginning and at the end of a long text. */
export interface TextLimit {
  readonly head: number;
  readonly tail: number;
}

/** Collects a text of any length in bounded memory: its beginning, its end, and the number of characters between them. */
export class BoundedText {
  readonly #limit: TextLimit;
  #head = '';
  #tail = '';
  #length = 0;
  /** Whether characters behind the head are already left out, so that nothing can be added to it. */
  #isHeadClosed = false;

  constructor(limit: TextLimit) {
    this.#limit = limit;
  }

  append(text: string): void {
    this.#length += text.length;
    const room = this.#isHeadClosed ? 0 : this.#limit.head - this.#head.length;
    if (room > 0) this.#head += text.slice(0, room);
    if (text.length <= room) return;
    const rest = room > 0 ? text.slice(room) : text;
    // The tail is trimmed only occasionally, so that small pieces do not copy it each time.
    this.#tail =
      rest.length >= this.#limit.tail ? rest.slice(-this.#limit.tail) : this.#tail + rest;
    if (this.#tail.length > 4 * this.#limit.tail) this.#tail = this.#tail.slice(-this.#limit.tail);
  }

  /** Appends a text of which characters may have been left out; these count as left out here too. */
  appendBounded(text: BoundedText): void {
    const { omitted } = text;
    if (omitted === 0) {
      this.append(text.#head + text.#tail);
      return;
    }
    this.append(text.#head);
    this.#isHeadClosed = true;
    this.#length += omitted;
    this.#tail = '';
    this.append(text.#keptTail);
  }

  /** Number of characters (UTF-16 code units) that {@link toString} leaves out. */
  get omitted(): number {
    return this.#length - this.#head.length - this.#keptTail.length;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  toString(): string {
    const { omitted } = this;
    if (omitted === 0) return this.#head + this.#tail;
    return `${this.#head}…[${omitted} characters left out]…${this.#keptTail}`.toWellFormed();
  }

  get #keptTail(): string {
    return this.#tail.length > this.#limit.tail ? this.#tail.slice(-this.#limit.tail) : this.#tail;
  }
}

/** Returns a text, shortened to the limit in the same way as by {@link BoundedText}. */
export function bounded(text: string, limit: TextLimit): string {
  if (text.length <= limit.head + limit.tail) return text;
  const collected = new BoundedText(limit);
  collected.append(text);
  return collected.toString();
}
