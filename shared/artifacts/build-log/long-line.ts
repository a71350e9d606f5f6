import { TextDecoder } from 'node:util';
import type { SecretMask } from '../../domain/secrets/secret-mask.ts';
import { withoutSpans } from '../../domain/secrets/span.ts';
import type { Line } from './lines.ts';
import { beginningOf } from '../../domain/shortened.ts';

/** Maximum length of a line in characters; a longer line is split into pieces of this length. */
export const MAX_LINE = 64 * 1024;

/** Characters after the end of a piece that are looked at for secrets, so that none is split. */
const AHEAD = 4 * 1024;

/** Longest distance between the beginning of a name and that of the secret that it names. */
const MAX_NAME = 256;

/** A line that may be longer than {@link MAX_LINE}, which is split while it is being read. */
export class LongLine {
  readonly #decoder: TextDecoder;
  readonly #number: number;
  readonly #secrets: SecretMask;
  #text: string;

  /**
   * @param number of the line, starting at 1
   * @param begun bytes of the line that have been read already
   * @param secrets hides secrets where the line is split
   */
  constructor(number: number, begun: Uint8Array, secrets: SecretMask) {
    // A byte order mark is passed over at the beginning of the log only.
    this.#decoder = new TextDecoder('utf-8', { ignoreBOM: number > 1 });
    this.#number = number;
    this.#secrets = secrets;
    this.#text = this.#decoder.decode(begun, { stream: true });
  }

  /** Returns the pieces that are full with the next bytes. */
  push(bytes: Uint8Array): readonly Line[] {
    this.#text += this.#decoder.decode(bytes, { stream: true });
    return this.#full(AHEAD);
  }

  /** Returns the rest of the line. */
  end(): readonly Line[] {
    this.#text += this.#decoder.decode();
    const lines = [...this.#full(0)];
    if (this.#text !== '') lines.push({ text: this.#text, number: this.#number });
    return lines;
  }

  /** Takes all pieces that are followed by more than some characters. */
  #full(ahead: number): readonly Line[] {
    const lines: Line[] = [];
    while (this.#text.length > MAX_LINE + ahead) {
      // With secrets left out, more of the line belongs to the piece, and may have secrets as well.
      if (this.#maskBeginning()) continue;
      const text = beginningOf(this.#text, MAX_LINE);
      lines.push({ text, number: this.#number });
      this.#text = this.#text.slice(text.length);
    }
    return lines;
  }

  /** Hides the secrets that begin in the next piece or just behind it; returns whether there were any. */
  #maskBeginning(): boolean {
    const beginning = this.#text.slice(0, MAX_LINE + AHEAD);
    const spans = this.#secrets.spans(beginning).filter(({ start }) => start < MAX_LINE + MAX_NAME);
    if (spans.length === 0) return false;
    this.#text = withoutSpans(beginning, spans) + this.#text.slice(beginning.length);
    return true;
  }
}
