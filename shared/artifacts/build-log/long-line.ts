import { TextDecoder } from 'node:util';
import type { Line } from './lines.ts';

/** Maximum length of a line in characters; a longer line is split into pieces of this length. */
export const MAX_LINE = 64 * 1024;

/** A line that may be longer than {@link MAX_LINE}, which is split while it is being read. */
export class LongLine {
  readonly #decoder: TextDecoder;
  readonly #number: number;
  #text: string;

  /**
   * @param number of the line, starting at 1
   * @param begun bytes of the line that have been read already
   */
  constructor(number: number, begun: Uint8Array) {
    // A byte order mark is passed over at the beginning of the log only.
    this.#decoder = new TextDecoder('utf-8', { ignoreBOM: number > 1 });
    this.#number = number;
    this.#text = this.#decoder.decode(begun, { stream: true });
  }

  /** Returns the pieces that are full with the next bytes. */
  push(bytes: Uint8Array): readonly Line[] {
    this.#text += this.#decoder.decode(bytes, { stream: true });
    return this.#full(this.#text.length - 1);
  }

  /** Returns the rest of the line. */
  end(): readonly Line[] {
    this.#text += this.#decoder.decode();
    const lines = [...this.#full(this.#text.length - 1)];
    if (this.#text !== '') lines.push({ text: this.#text, number: this.#number });
    return lines;
  }

  /** Takes all pieces that begin before a position and are followed by more text. */
  #full(last: number): readonly Line[] {
    const pieces = Math.max(0, Math.floor(last / MAX_LINE));
    const lines = Array.from({ length: pieces }, (_, index) => ({
      text: this.#text.slice(index * MAX_LINE, (index + 1) * MAX_LINE),
      number: this.#number,
    }));
    this.#text = this.#text.slice(pieces * MAX_LINE);
    return lines;
  }
}
