import { isIn, NOWHERE, type Span } from './span.ts';

/** Where a value ends: at a blank or a quote, the next field, an escape, brackets that close, an end tag. */
const END = /[\s"'`]|<\/|&lt;|[,;&][\w.-]{1,64}[=:]|\\[nrtu"']|[)\]}][,;)\]}]/g;
const CLOSING = ')]}>,;.:';

/** Finds the ends of values without quotes. */
export class UnquotedValues {
  readonly #text: string;
  /** The value that was looked at last, in which other names may be; it ends for all of them at the same place. */
  #last: Span = NOWHERE;
  /** Where it ends without the signs that close what is around it. */
  #trimmed = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Returns where a value ends that begins at a position: before a blank or a quote, the next field, or brackets that close. */
  endAt(start: number): number {
    if (!isIn(start, this.#last)) {
      END.lastIndex = start;
      const end = END.exec(this.#text)?.index ?? this.#text.length;
      this.#last = { start, end };
      this.#trimmed = end;
      while (this.#trimmed > start && CLOSING.includes(this.#text.charAt(this.#trimmed - 1))) {
        this.#trimmed--;
      }
    }
    return Math.max(start, this.#trimmed);
  }
}
