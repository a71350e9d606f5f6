import type { Warnings } from '../warnings.ts';
import { ASCII } from './ascii.ts';
import { firstBytes } from '../bytes/words.ts';
import type { Cursor } from './cursor.ts';
import { isXmlName } from './names.ts';

/** The predefined entities. */
const PREDEFINED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** Frequent references without their `&`, with the characters that they stand for. */
const FREQUENT = [
  ...Object.entries(PREDEFINED).map(([name, character]) => [`${name};`, character] as const),
  ['#34;', '"'],
  ['#39;', "'"],
  ['#10;', '\n'],
  ['#xA;', '\n'],
  ['#x9;', '\t'],
] as const;

/** Number of bytes of the longest of them with its `&`. */
const FREQUENT_BYTES = 6;

const LOG_SLOTS = 6;

/** Returns the slot of a reference by its first three bytes. Those of {@link FREQUENT} have slots of their own. */
function slotOf(word: number): number {
  return Math.imul(word & 0xffffff, 0x9e3779b1) >>> (32 - LOG_SLOTS);
}

/** The first bytes of frequent references by their slots, the bits that belong to them, what they stand for, and their lengths. */
const WORDS = new Int32Array(1 << LOG_SLOTS);
const MASKS = new Int32Array(1 << LOG_SLOTS).fill(-1);
const CODE_POINTS = new Uint8Array(1 << LOG_SLOTS);
const LENGTHS = new Uint8Array(1 << LOG_SLOTS);
for (const [text, character] of FREQUENT) {
  const word = Buffer.from(text.padEnd(4, '\0'), 'latin1').readInt32LE();
  const slot = slotOf(word);
  WORDS[slot] = word;
  MASKS[slot] = firstBytes(-1, text.length);
  CODE_POINTS[slot] = character.charCodeAt(0);
  LENGTHS[slot] = text.length;
}

/** A general reference. */
const ENTITY = /^&([^\s#&;<>"'][^\s&;<>"']{0,63});/;

/** Maximum number of bytes of {@link ENTITY}: 65 characters of 3 bytes each, with its ends. */
const MAX_ENTITY_BYTES = 200;

/** A reference that may continue in the next piece of the text. */
const INCOMPLETE = /^&(?:#(?:\d*|x[0-9a-fA-F]*)|[^\s#&;<>"']{0,64})$/;

/** Code point of the replacement of characters that XML does not allow. */
const REPLACEMENT_CODE_POINT = 0xfffd;

const BEYOND_UNICODE = 0x110000;

/** Returns whether a text that begins with `&` may be the beginning of a reference. */
export function isIncompleteReference(text: string): boolean {
  return INCOMPLETE.test(text);
}

/**
 * Reads character references and the five predefined entities. Other entities are never expanded: they and a bare `&` are
 * characters like others, with a warning.
 */
export class References {
  readonly #cursor: Cursor;
  readonly #warnings: Warnings;
  /** Index after the reference that was read last. */
  end = 0;

  constructor(cursor: Cursor, warnings: Warnings) {
    this.#cursor = cursor;
    this.#warnings = warnings;
  }

  /**
   * Reads the reference at the index of an `&`.
   *
   * @param textEnd end of the text that the reference is in
   * @returns the code point that the reference stands for, that of `&` itself if there is no reference
   */
  read(at: number, textEnd: number): number {
    const { bytes, view } = this.#cursor;
    if (at + FREQUENT_BYTES <= bytes.length) {
      const word = view.getInt32(at + 1, true);
      const slot = slotOf(word);
      const last = at + (LENGTHS[slot] ?? 0);
      if ((word & (MASKS[slot] ?? 0)) === WORDS[slot] && bytes[last] === ASCII.semicolon) {
        this.end = last + 1;
        return CODE_POINTS[slot] ?? 0;
      }
    }
    const codePoint = bytes[at + 1] === ASCII.number ? this.#characterReference(at + 2) : -1;
    return codePoint >= 0 ? codePoint : this.#entity(at, textEnd);
  }

  /** Adds the warnings about the references in a text that is not needed. */
  check(start: number, end: number): void {
    const { bytes, ampersand } = this.#cursor;
    let at = ampersand.next(bytes, start);
    while (at < end) {
      this.read(at, end);
      at = ampersand.next(bytes, this.end);
    }
  }

  #ending(end: number, codePoint: number): number {
    this.end = end;
    return codePoint;
  }

  /** Returns the character of `65;` or `x41;`, and -1 if there is no such thing. */
  #characterReference(start: number): number {
    const { bytes } = this.#cursor;
    const isHexadecimal = bytes[start] === X;
    const base = isHexadecimal ? 16 : 10;
    const first = isHexadecimal ? start + 1 : start;
    let codePoint = 0;
    let at = first;
    for (; ; at++) {
      const digit = DIGITS[bytes[at] ?? 0] ?? base;
      if (digit >= base) break;
      codePoint = Math.min(codePoint * base + digit, BEYOND_UNICODE);
    }
    if (at === first || bytes[at] !== ASCII.semicolon) return -1;
    return this.#ending(at + 1, this.#checked(codePoint));
  }

  #checked(codePoint: number): number {
    if (isXmlCharacter(codePoint)) return codePoint;
    this.#warnings.add('control characters were replaced');
    return REPLACEMENT_CODE_POINT;
  }

  /** Returns the character of a predefined entity; of anything else the `&`, with a warning. */
  #entity(at: number, textEnd: number): number {
    const text = this.#cursor.slice(at, Math.min(textEnd, at + MAX_ENTITY_BYTES));
    const name = ENTITY.exec(text)?.[1] ?? '';
    const character = Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : undefined;
    if (character !== undefined) {
      return this.#ending(at + name.length + 2, character.charCodeAt(0));
    }
    this.#warnings.add(
      isXmlName(name)
        ? 'a reference to an entity that is not defined'
        : 'an & that does not begin a reference',
    );
    return this.#ending(at + 1, ASCII.ampersand);
  }
}

const X = 'x'.charCodeAt(0);
const NO_DIGIT = 255;

/** Values of hexadecimal digits, indexed by their byte. */
const DIGITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const digit = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(digit) ? NO_DIGIT : digit;
});

/** Returns whether XML allows a character (XML 1.0, production 2). */
function isXmlCharacter(codePoint: number): boolean {
  return (
    codePoint === 0x9 ||
    codePoint === 0xa ||
    codePoint === 0xd ||
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}
