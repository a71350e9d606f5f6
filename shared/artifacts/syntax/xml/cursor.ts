import { XmlDamage } from './damage.ts';
import { MAX_REFERENCE } from './references.ts';

/** Current text of a document and the position in it. Text that has not been read is kept in front of the next piece. */
export class Cursor {
  text = '';
  position = 0;
  /** Length of the text that was carried over from the previous piece. */
  carried = 0;
  readonly #next = new Map<string, number>();

  /** Appends another piece of the document to the text that has not been read yet. */
  push(piece: string): void {
    const rest = this.text.slice(this.position);
    this.text = rest === '' ? piece : rest + piece;
    this.carried = rest.length;
    this.position = 0;
    this.#next.clear();
  }

  get left(): number {
    return this.text.length - this.position;
  }

  /**
   * Returns whether `needle` begins between the current position and `end`. The result of a search is kept, so that calls
   * for a thousand short ranges do not search the piece a thousand times.
   */
  has(needle: string, end: number): boolean {
    let next = this.#next.get(needle) ?? -1;
    if (next < this.position) {
      next = this.text.indexOf(needle, this.position);
      if (next < 0) next = Number.POSITIVE_INFINITY;
      this.#next.set(needle, next);
    }
    return next < end;
  }

  /** Returns the end of the text without a possibly incomplete reference or `]]>`, which is kept for the next piece. */
  endOfWholeText(): number {
    const { text, position } = this;
    const reference = text.lastIndexOf('&');
    const isCutOff =
      reference >= Math.max(position, text.length - MAX_REFERENCE) &&
      !text.includes(';', reference);
    if (isCutOff) return reference;
    if (text.endsWith(']]')) return Math.max(position, text.length - 2);
    return text.endsWith(']') ? Math.max(position, text.length - 1) : text.length;
  }

  /** Returns damage at an index of the current text. */
  damage(reason: string, at = this.position): XmlDamage {
    return new XmlDamage(reason, at - this.carried);
  }
}
