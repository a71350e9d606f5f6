import { withoutIllegal } from '../bytes/xml-characters.ts';
import { ASCII, bytesOf, type ByteSet } from './ascii.ts';
import type { Cursor } from './cursor.ts';
import type { References } from './references.ts';

/** Bytes of text that are not copied as they are. */
const SPECIAL_IN_TEXT = bytesOf('&\r');
const SPECIAL_IN_CDATA = bytesOf('\r');
const SPECIAL_IN_VALUE = bytesOf('&\t\r\n');

/**
 * Makes strings of the text that is kept, with its references resolved and its line ends normalised (XML 1.0, sections 2.11
 * and 3.3.3). What it writes is never longer than what it reads.
 */
export class TextWriter {
  readonly #cursor: Cursor;
  readonly #references: References;
  #bytes = Buffer.alloc(4096);
  #length = 0;
  #isAscii = true;

  constructor(cursor: Cursor, references: References) {
    this.#cursor = cursor;
    this.#references = references;
  }

  /** Returns character data between elements: each line end becomes a line feed. */
  characterData(start: number, end: number): string {
    this.#write({ start, end, special: SPECIAL_IN_TEXT, lineEnd: ASCII.lineFeed });
    return this.#toString();
  }

  /** Returns the content of a CDATA section, in which nothing is a reference. */
  cdata(start: number, end: number): string {
    this.#write({ start, end, special: SPECIAL_IN_CDATA, lineEnd: ASCII.lineFeed });
    return this.#toString();
  }

  /** Returns the value of an attribute: each line end and each tab becomes a blank, except where a reference stands for it. */
  attributeValue(start: number, end: number): string {
    this.#write({ start, end, special: SPECIAL_IN_VALUE, lineEnd: ASCII.blank });
    return this.#toString();
  }

  #write({ start, end, special, lineEnd }: WrittenText): void {
    this.#begin(end - start);
    const { bytes } = this.#cursor;
    const target = this.#bytes;
    let length = 0;
    for (let at = start; at < end;) {
      let byte = bytes[at] ?? 0;
      while (special[byte] === 0 && at < end) {
        target[length++] = byte;
        byte = bytes[++at] ?? 0;
      }
      if (at >= end) break;
      if (byte === ASCII.ampersand) {
        length = this.#append(this.#references.read(at, end), length);
        at = this.#references.end;
      } else {
        target[length++] = lineEnd;
        at += byte === ASCII.carriageReturn && bytes[at + 1] === ASCII.lineFeed ? 2 : 1;
      }
    }
    this.#length = length;
  }

  #begin(maxLength: number): void {
    if (this.#bytes.length < maxLength) this.#bytes = Buffer.allocUnsafeSlow(2 * maxLength);
    this.#isAscii = this.#cursor.isAscii;
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

  #toString(): string {
    if (this.#isAscii) return this.#bytes.toString('latin1', 0, this.#length);
    const text = this.#bytes.toString('utf8', 0, this.#length);
    return this.#cursor.isClean ? text : withoutIllegal(text);
  }
}

interface WrittenText {
  readonly start: number;
  readonly end: number;
  readonly special: ByteSet;
  /** What each line end becomes. */
  readonly lineEnd: number;
}
