import { firstBytes } from '../bytes/words.ts';
import type { Cursor } from './cursor.ts';

/** Longest text that is remembered, in bytes: two words. */
export const MAX_SHORT = 8;

/** Number of texts that are remembered, as a power of two. */
const LOG_SLOTS = 8;

/** An odd number with its bits well mixed, as multiplicative hashing needs (Knuth, The Art of Computer Programming, 6.4). */
const FACTOR = 0x9e3779b1 | 0;

/** Remembers short texts such as numbers and states: a document has the same few again and again, and each string takes time. */
export class ShortTexts {
  readonly #texts = new Array<string>(1 << LOG_SLOTS).fill('');
  readonly #words = new Int32Array(2 << LOG_SLOTS);

  /** Returns a part of the current bytes, which is ASCII, as text. It has at most {@link MAX_SHORT} bytes, and others follow it. */
  slice({ bytes, view }: Cursor, start: number, end: number): string {
    const length = end - start;
    if (length === 0 || start + MAX_SHORT > bytes.length)
      return bytes.toString('latin1', start, end);
    const first = firstBytes(view.getInt32(start, true), length);
    const second = length <= 4 ? 0 : firstBytes(view.getInt32(start + 4, true), length - 4);
    const slot = Math.imul(Math.imul(first, FACTOR) ^ second, FACTOR) >>> (32 - LOG_SLOTS);
    const words = this.#words;
    if (words[2 * slot] === first && words[2 * slot + 1] === second) return this.#texts[slot] ?? '';
    const text = bytes.toString('latin1', start, end);
    words[2 * slot] = first;
    words[2 * slot + 1] = second;
    this.#texts[slot] = text;
    return text;
  }
}
