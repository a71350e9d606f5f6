import type { Warnings } from '../warnings.ts';
import { ASCII } from './ascii.ts';
import type { Cursor } from './cursor.ts';
import { isXmlName } from './names.ts';

/** Returns four characters as one number. */
const wordOf = (text: string): number => Buffer.from(text, 'latin1').readInt32BE();

const AMP = wordOf('amp;');
const APOS = wordOf('apos');
const QUOT = wordOf('quot');
const LT = wordOf('lt;\0') >>> 8;
const GT = wordOf('gt;\0') >>> 8;

/** A general reference that is not predefined. */
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
    const { bytes } = this.#cursor;
    const codePoint =
      bytes[at + 1] === ASCII.number
        ? this.#characterReference(at + 2)
        : this.#predefined(bytes, at + 1);
    if (codePoint >= 0) return codePoint;
    this.#warn(at, textEnd);
    this.end = at + 1;
    return ASCII.ampersand;
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

  /** Returns the character of a predefined entity such as `lt;`, and -1 if there is none. */
  #predefined(bytes: Buffer, at: number): number {
    const word =
      ((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0);
    const short = word >>> 8;
    if (short === LT) return this.#ending(at + 3, ASCII.less);
    if (short === GT) return this.#ending(at + 3, ASCII.greater);
    if (word === AMP) return this.#ending(at + 4, ASCII.ampersand);
    if (bytes[at + 4] !== ASCII.semicolon) return -1;
    if (word === QUOT) return this.#ending(at + 5, ASCII.doubleQuote);
    return word === APOS ? this.#ending(at + 5, ASCII.apostrophe) : -1;
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

  #warn(at: number, textEnd: number): void {
    const text = this.#cursor.slice(at, Math.min(textEnd, at + MAX_ENTITY_BYTES));
    const name = ENTITY.exec(text)?.[1];
    this.#warnings.add(
      name !== undefined && isXmlName(name)
        ? 'a reference to an entity that is not defined'
        : 'an & that does not begin a reference',
    );
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
