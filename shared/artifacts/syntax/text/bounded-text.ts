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

  constructor(limit: TextLimit) {
    this.#limit = limit;
  }

  append(text: string): void {
    this.#length += text.length;
    const room = this.#limit.head - this.#head.length;
    if (room > 0) this.#head += text.slice(0, room);
    if (text.length <= room) return;
    const rest = room > 0 ? text.slice(room) : text;
    // The tail is trimmed only occasionally, so that small pieces do not copy it each time.
    this.#tail =
      rest.length >= this.#limit.tail ? rest.slice(-this.#limit.tail) : this.#tail + rest;
    if (this.#tail.length > 4 * this.#limit.tail) this.#tail = this.#tail.slice(-this.#limit.tail);
  }

  /** Number of characters (UTF-16 code units) that {@link toString} leaves out. */
  get omitted(): number {
    return Math.max(0, this.#length - this.#limit.head - this.#limit.tail);
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  toString(): string {
    if (this.omitted === 0) return this.#head + this.#tail;
    const tail = this.#tail.slice(-this.#limit.tail);
    return `${this.#head}…[${this.omitted} characters left out]…${tail}`.toWellFormed();
  }
}

/** Returns a text, shortened to the limit in the same way as by {@link BoundedText}. */
export function bounded(text: string, limit: TextLimit): string {
  if (text.length <= limit.head + limit.tail) return text;
  const collected = new BoundedText(limit);
  collected.append(text);
  return collected.toString();
}
