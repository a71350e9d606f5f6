import type { Cursor } from './cursor.ts';

/** Remembers the text of a place in a document: many are the same as the one before, and then need no new string. */
export class RepeatedText {
  #text = '';
  #start = 0;
  /** Number of the piece that {@link #start} is an index of. */
  #piece = -1;
  /** Number of bytes of the text. */
  #length = 0;
  /** The byte behind the text, which the text does not contain. */
  #last = -1;

  /** Keeps the text of the bytes from the position of a cursor up to an end, the first byte of its kind. */
  remember({ bytes, pieces, position }: Cursor, end: number, text: string): void {
    this.#text = text;
    this.#start = position;
    this.#piece = pieces;
    this.#length = end - position;
    this.#last = bytes[end] ?? -1;
  }

  /**
   * Number of bytes of the text, if the same ones and then the same last byte are at the position of a cursor; -1 if not. Any other
   * last byte may be in the text, which it would end there.
   */
  lengthAt({ bytes, position, pieces, view }: Cursor, last: number): number {
    const length = this.#length;
    const end = position + length;
    if (pieces !== this.#piece || last !== this.#last) return -1;
    if (end >= bytes.length || bytes[end] !== last) return -1;
    const distance = position - this.#start;
    let at = end;
    // Most texts that differ do so at their ends.
    for (; at - 4 >= position; at -= 4) {
      if (view.getInt32(at - 4, true) !== view.getInt32(at - 4 - distance, true)) return -1;
    }
    for (; at > position; at--) {
      if (bytes[at - 1] !== bytes[at - 1 - distance]) return -1;
    }
    return length;
  }

  get text(): string {
    return this.#text;
  }
}
