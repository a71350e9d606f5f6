import { XmlDamage } from './damage.ts';
import { LONGEST_REFERENCE } from './references.ts';

/** The text at hand, and how far it has been read. What is left over stands before the next piece. */
export class Cursor {
  text = '';
  position = 0;
  /** Length of what was left over from the piece before. */
  carried = 0;
  readonly #next = new Map<string, number>();

  /** Puts another piece of the document behind what has not been read yet. */
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
   * Is `needle` between the current position and `end`? One search serves many short ranges, so that asking this of
   * each of a thousand texts does not read the piece a thousand times.
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

  /** Where the text at hand ends if a reference or a `]]>` that may be cut off is kept for the next piece. */
  endOfWholeText(): number {
    const { text, position } = this;
    const reference = text.lastIndexOf('&');
    const isCutOff =
      reference >= Math.max(position, text.length - LONGEST_REFERENCE) &&
      !text.includes(';', reference);
    if (isCutOff) return reference;
    if (text.endsWith(']]')) return Math.max(position, text.length - 2);
    return text.endsWith(']') ? Math.max(position, text.length - 1) : text.length;
  }

  /** Damage at an index of the text at hand. */
  damage(reason: string, at = this.position): XmlDamage {
    return new XmlDamage(reason, at - this.carried);
  }
}
