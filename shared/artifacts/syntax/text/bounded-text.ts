import type { MaskText } from '../../../domain/secrets/secret-mask.ts';

/** Numbers of characters that are kept at the beginning and at the end of a long text. */
export interface TextLimit {
  readonly head: number;
  readonly tail: number;
  /**
   * Hides the secrets in a text before it is shortened, since a secret that is cut in two would not be recognised any more;
   * absent for texts that have none. A text that is not shortened is left to the reader.
   */
  readonly mask?: MaskText;
}

/** Characters on both sides of a cut that are looked at for secrets: as many as the longest keys have. */
const AROUND_CUT = 4 * 1024;

/** A text after its middle was left out. */
interface ShortenedText {
  readonly text: string;
  /** Number of characters (UTF-16 code units) that were left out. */
  readonly omitted: number;
}

/** Collects a text of any length in bounded memory: its beginning, its end, and the number of characters between them. */
export class BoundedText {
  readonly #limit: TextLimit;
  /** Characters that are collected at the beginning and the end; more than are kept, if they are to be masked. */
  readonly #collected: { readonly head: number; readonly tail: number };
  #head = '';
  #tail = '';
  #length = 0;
  /** Whether characters behind the head are already left out, so that nothing can be added to it. */
  #isHeadClosed = false;

  constructor(limit: TextLimit) {
    const around = limit.mask === undefined ? 0 : AROUND_CUT;
    this.#limit = limit;
    this.#collected = { head: limit.head + around, tail: limit.tail + around };
  }

  append(text: string): void {
    const { head, tail } = this.#collected;
    this.#length += text.length;
    const room = this.#isHeadClosed ? 0 : head - this.#head.length;
    if (room > 0) this.#head += text.slice(0, room);
    if (text.length <= room) return;
    const rest = room > 0 ? text.slice(room) : text;
    // The tail is trimmed only occasionally, so that small pieces do not copy it each time.
    this.#tail = rest.length >= tail ? rest.slice(-tail) : this.#tail + rest;
    if (this.#tail.length > 4 * tail) this.#tail = this.#tail.slice(-tail);
  }

  /** Appends a text of which characters may have been left out; these count as left out here too. */
  appendBounded(text: BoundedText): void {
    const lost = text.#lost;
    if (lost === 0) {
      this.append(text.#head + text.#tail);
      return;
    }
    this.append(text.#head);
    this.#isHeadClosed = true;
    this.#length += lost;
    this.#tail = '';
    this.append(text.#collectedTail);
  }

  /** Number of characters (UTF-16 code units) that {@link toString} leaves out. */
  get omitted(): number {
    return this.shortened().omitted;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Returns the text, and how much of it was left out. */
  shortened(): ShortenedText {
    const { head, tail, mask = unchanged } = this.#limit;
    if (this.#length <= head + tail && this.#lost === 0) {
      return { text: this.#head + this.#tail, omitted: 0 };
    }
    const lost = this.#lost;
    const whole = lost === 0 ? mask(this.#head + this.#tail) : '';
    if (lost === 0 && whole.length <= head + tail) return { text: whole, omitted: 0 };
    const before = lost === 0 ? whole.slice(0, -tail) : mask(this.#head);
    const after = lost === 0 ? whole.slice(before.length) : mask(this.#collectedTail);
    const omitted = lost + Math.max(0, before.length - head) + Math.max(0, after.length - tail);
    return { text: withGap(before.slice(0, head), omitted, after.slice(-tail)), omitted };
  }

  toString(): string {
    return this.shortened().text;
  }

  /** Number of characters that were not collected. */
  get #lost(): number {
    return this.#length - this.#head.length - this.#collectedTail.length;
  }

  get #collectedTail(): string {
    const { tail } = this.#collected;
    return this.#tail.length > tail ? this.#tail.slice(-tail) : this.#tail;
  }
}

/** Returns a text, shortened to the limit in the same way as by {@link BoundedText}. */
export function bounded(text: string, limit: TextLimit): string {
  if (text.length <= limit.head + limit.tail) return text;
  const collected = new BoundedText(limit);
  collected.append(text);
  return collected.toString();
}

function withGap(before: string, omitted: number, after: string): string {
  return `${before}…[${omitted} characters left out]…${after}`.toWellFormed();
}

function unchanged(text: string): string {
  return text;
}
