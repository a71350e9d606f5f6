import {
  ASCII_FOUR,
  foursOf,
  type Needle,
  type NeedlePart,
  rarestPart,
  SMALL_FOUR,
} from './needle-parts.ts';

/** Receives a place where a needle is: its index among the needles, and its position in the text. */
export type VisitNeedle = (index: number, at: number) => void;

/** Number of bits of the table that says whether four characters may be a part of a needle: 256 KiB of them. */
const LOG_BITS = 21;
/** Number of slots of the table that has the parts. */
const LOG_SLOTS = 16;
/** An odd number with its bits well mixed, as multiplicative hashing needs (Knuth, The Art of Computer Programming, 6.4). */
const FACTOR = 0x9e3779b1 | 0;

// Constants of this module are faster than those of another one, which are read again for each four.
const SMALL_BITS = SMALL_FOUR;
const ASCII_BITS = ASCII_FOUR;

/** Length of the pieces that are searched, a multiple of four. */
const PIECE = 64 * 1024;

const NO_PARTS: readonly NeedlePart[] = [];

/** Difference between capitals and small letters. */
const SMALL = 0x20;

/**
 * Finds many short texts faster than one character after the other: a text is taken in fours, and a table says of each four
 * whether it may be a part of a needle. Whichever way a needle lies to the fours, one of them holds a part of it that is in
 * the table.
 */
export class NeedleSearch {
  readonly #needles: readonly Buffer[];
  readonly #table = new Uint8Array(1 << (LOG_BITS - 3));
  readonly #slots: (readonly NeedlePart[] | undefined)[] = new Array<undefined>(1 << LOG_SLOTS);
  readonly #bytes = Buffer.alloc(PIECE + 4);
  readonly #fours = new Int32Array(this.#bytes.buffer, this.#bytes.byteOffset, PIECE / 4 + 1);

  constructor(needles: readonly Needle[]) {
    this.#needles = needles.map(({ text }) => Buffer.from(text.toLowerCase()));
    this.#slots.fill(undefined);
    needles.forEach((needle, index) => {
      for (let rest = 0; rest < 4; rest++) this.#add(rarestPart({ needle, index, rest }));
    });
  }

  /** Calls a function for every place of every needle, in the order of the fours that show them. */
  forEach(text: string, visit: VisitNeedle): void {
    for (let start = 0; start < text.length; start += PIECE) {
      this.#searchPiece(text, start, visit);
    }
  }

  #searchPiece(text: string, start: number, visit: VisitNeedle): void {
    const piece = text.length <= PIECE ? text : text.slice(start, start + PIECE);
    const bytes = this.#bytes;
    const fours = this.#fours;
    const table = this.#table;
    const slots = this.#slots;
    // Other characters than those of Latin-1 lose bits: at worst a place is looked at that is none.
    const length = bytes.write(piece, 'latin1');
    for (let i = length; i < length + 4; i++) bytes[i] = 0;
    const count = (length + 3) >>> 2;
    for (let i = 0; i < count; i++) {
      const four = ((fours[i] ?? 0) | SMALL_BITS) & ASCII_BITS;
      const hash = Math.imul(four, FACTOR);
      const bit = hash >>> (32 - LOG_BITS);
      if ((((table[bit >>> 3] ?? 0) >>> (bit & 7)) & 1) === 0) continue;
      for (const { index, offset, mask, known } of slots[hash >>> (32 - LOG_SLOTS)] ?? NO_PARTS) {
        if ((four & mask) !== known) continue;
        const begin = start + 4 * i - offset;
        if (this.#isAt(text, begin, index)) visit(index, begin);
      }
    }
  }

  /** Returns whether a needle is at a position of a text. */
  #isAt(text: string, at: number, index: number): boolean {
    const needle = this.#needles[index];
    if (needle === undefined || at < 0) return false;
    for (let i = 0; i < needle.length; i++) {
      const code = text.charCodeAt(at + i);
      const small = code >= 0x41 && code <= 0x5a ? code + SMALL : code;
      if (small !== needle[i]) return false;
    }
    return true;
  }

  #add(part: NeedlePart): void {
    const joined = new Map<readonly NeedlePart[], readonly NeedlePart[]>();
    const table = this.#table;
    const slots = this.#slots;
    for (const four of foursOf(part)) {
      const hash = Math.imul(four, FACTOR);
      const bit = hash >>> (32 - LOG_BITS);
      table[bit >>> 3] = (table[bit >>> 3] ?? 0) | (1 << (bit & 7));
      const slot = hash >>> (32 - LOG_SLOTS);
      const others = slots[slot] ?? NO_PARTS;
      if (others.at(-1) === part) continue;
      // The same few parts share many slots.
      let all = joined.get(others);
      if (all === undefined) {
        all = [...others, part];
        joined.set(others, all);
      }
      slots[slot] = all;
    }
  }
}
