import { withoutIllegal } from '../bytes/xml-characters.ts';
import { ASCII, bytesOf, type ByteSet } from './ascii.ts';
import type { Cursor } from './cursor.ts';
import type { References } from './references.ts';
import { controls, repeated, TOP_BITS, viewOf, zeros } from '../bytes/words.ts';

/** Bytes that are not copied as they are. */
interface SpecialBytes {
  readonly set: ByteSet;
  /** The byte of the references, if there may be any, in each byte of a word. */
  readonly reference: number;
  /** Top bits if tabs and line feeds are special, as carriage returns always are. */
  readonly blanks: number;
  /** What each line end becomes. */
  readonly lineEnd: number;
}

const AMPERSANDS = repeated(ASCII.ampersand);
const CARRIAGE_RETURNS = repeated(ASCII.carriageReturn);

const IN_TEXT: SpecialBytes = {
  set: bytesOf('&\r'),
  reference: AMPERSANDS,
  blanks: 0,
  lineEnd: ASCII.lineFeed,
};
const IN_CDATA: SpecialBytes = { ...IN_TEXT, set: bytesOf('\r'), reference: CARRIAGE_RETURNS };
const IN_VALUE: SpecialBytes = {
  set: bytesOf('&\t\r\n'),
  reference: AMPERSANDS,
  blanks: TOP_BITS,
  lineEnd: ASCII.blank,
};

/**
 * Makes strings of the text that is kept, with its references resolved and its line ends normalised (XML 1.0, sections 2.11
 * and 3.3.3). What it writes is never longer than what it reads.
 */
export class TextWriter {
  readonly #cursor: Cursor;
  readonly #references: References;
  #bytes = Buffer.alloc(4096);
  #view = viewOf(this.#bytes);
  #special = IN_TEXT;
  #isAscii = true;

  constructor(cursor: Cursor, references: References) {
    this.#cursor = cursor;
    this.#references = references;
  }

  /** Returns character data between elements: each line end becomes a line feed. */
  characterData(start: number, end: number): string {
    return this.#written(start, end, IN_TEXT);
  }

  /** Returns the content of a CDATA section, in which nothing is a reference. */
  cdata(start: number, end: number): string {
    return this.#written(start, end, IN_CDATA);
  }

  /** Returns the value of an attribute: each line end and each tab becomes a blank, except where a reference stands for it. */
  attributeValue(start: number, end: number): string {
    return this.#written(start, end, IN_VALUE);
  }

  #written(start: number, end: number, special: SpecialBytes): string {
    const { isAscii, isClean } = this.#cursor;
    this.#makeRoom(end - start);
    this.#special = special;
    this.#isAscii = isAscii;
    const length = this.#write(start, end);
    if (this.#isAscii) return this.#bytes.toString('latin1', 0, length);
    const text = this.#bytes.toString('utf8', 0, length);
    return isClean ? text : withoutIllegal(text);
  }

  /** Writes a text and returns its length in bytes. */
  #write(start: number, end: number): number {
    const { bytes } = this.#cursor;
    const target = this.#bytes;
    const { set, lineEnd } = this.#special;
    let length = 0;
    for (let at = start; ;) {
      const plain = this.#copyWords(at, end, length);
      at += plain;
      length += plain;
      let byte = 0;
      while (at < end) {
        byte = bytes[at] ?? 0;
        if (set[byte] === 1) break;
        target[length++] = byte;
        at++;
      }
      if (at >= end) return length;
      if (byte === ASCII.ampersand) {
        length = this.#append(this.#references.read(at, end), length);
        at = this.#references.end;
      } else {
        target[length++] = lineEnd;
        at += byte === ASCII.carriageReturn && bytes[at + 1] === ASCII.lineFeed ? 2 : 1;
      }
    }
  }

  /** Writes bytes four by four as long as none of them is special, and returns their number. */
  #copyWords(start: number, end: number, length: number): number {
    const { view } = this.#cursor;
    const target = this.#view;
    const { reference, blanks } = this.#special;
    const last = end - 4;
    let at = start;
    for (; at <= last; at += 4) {
      const word = view.getInt32(at, true);
      const special =
        zeros(word ^ reference) | zeros(word ^ CARRIAGE_RETURNS) | (controls(word) & blanks);
      if ((special & TOP_BITS) !== 0) break;
      target.setInt32(length + at - start, word, true);
    }
    return at - start;
  }

  #makeRoom(length: number): void {
    if (this.#bytes.length >= length) return;
    this.#bytes = Buffer.allocUnsafeSlow(2 * length);
    this.#view = viewOf(this.#bytes);
  }

  /** Writes a character and returns the length afterwards. */
  #append(codePoint: number, length: number): number {
    if (codePoint < 0x80) {
      this.#bytes[length] = codePoint;
      return length + 1;
    }
    this.#isAscii = false;
    return length + this.#bytes.write(String.fromCodePoint(codePoint), length);
  }
}
