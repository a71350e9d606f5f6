import type { Cursor } from './cursor.ts';

/** Remembers the text of a place in a document: many are the same as the one before, and then need no new string. */
export class RepeatedText {
  #text = '';
  #start = 0;
  #end = 0;
  /** Number of the piece that {@link #start} is an index of. */
  #piece = -1;

  /** Returns a part of the current bytes as text. */
  slice(cursor: Cursor, start: number, end: number): string {
    if (this.#piece !== cursor.pieces || !this.#isAt(cursor.bytes, start, end)) {
      this.#text = cursor.slice(start, end);
      this.#piece = cursor.pieces;
    }
    this.#start = start;
    this.#end = end;
    return this.#text;
  }

  /** Returns whether bytes are the same as the last ones. Those of most texts that differ do so at their ends. */
  #isAt(bytes: Buffer, start: number, end: number): boolean {
    const distance = start - this.#start;
    if (end - distance !== this.#end) return false;
    for (let at = end - 1; at >= start; at--) {
      if (bytes[at] !== bytes[at - distance]) return false;
    }
    return true;
  }
}
