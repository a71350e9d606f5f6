import type { TextLimit } from '../text/bounded-text.ts';
import { ExpectedBytes } from '../bytes/words.ts';
import type { ByteSet } from './ascii.ts';
import type { Cursor } from './cursor.ts';
import { isXmlName } from './names.ts';
import { RepeatedText } from './repeated-text.ts';

/** Attributes that are kept, with the limits of their values. */
export type WantedAttributes = ReadonlyMap<string, TextLimit>;

/** A name of an element or attribute that XML allows. */
export class XmlName {
  readonly text: string;
  /** The name without its prefix. */
  readonly localName: string;
  readonly bytes: Uint8Array;
  /** Limit of the value of an attribute; `undefined` if it is not kept. */
  readonly limit: TextLimit | undefined;
  /** The value of the attribute that was kept last. */
  readonly lastValue = new RepeatedText();
  /** The element that came after this one the last time: it probably will again. */
  nextElement: XmlName | undefined;
  /** The attributes that the element had in their order, which it probably has again. */
  readonly attributes: XmlName[] = [];
  readonly #start: ExpectedBytes;
  #opening: ExpectedBytes | undefined;
  #closing: ExpectedBytes | undefined;

  constructor(text: string, bytes: Uint8Array, limit: TextLimit | undefined) {
    const colon = text.indexOf(':');
    this.text = onlyOne(text);
    this.localName = colon < 0 ? this.text : onlyOne(text.slice(colon + 1));
    this.bytes = bytes;
    this.limit = limit;
    this.#start = new ExpectedBytes(bytes);
  }

  /** The name with the equals sign and the quotation mark behind it. */
  get opening(): ExpectedBytes {
    this.#opening ??= this.#with('="');
    return this.#opening;
  }

  /** The name with the `>` of an end tag. */
  get closing(): ExpectedBytes {
    this.#closing ??= this.#with('>');
    return this.#closing;
  }

  #with(end: string): ExpectedBytes {
    return new ExpectedBytes(Buffer.concat([this.bytes, Buffer.from(end)]));
  }

  /** Returns whether the name is in a part of the bytes; false also at their very end, where a name is never known. */
  isFrom(cursor: Cursor, start: number, end: number): boolean {
    return this.bytes.length === end - start && this.#start.isAt(cursor, start);
  }

  /** Returns the end of the name if it begins at an index; -1 if it does not or may continue. */
  endAt(cursor: Cursor, start: number, isInName: ByteSet): number {
    if (!this.#start.isAt(cursor, start)) return -1;
    const { bytes } = cursor;
    const end = start + this.bytes.length;
    return end >= bytes.length || isInName[bytes[end] ?? 0] === 1 ? -1 : end;
  }
}

/** Number of names that are remembered, a power of two. */
const SLOTS = 512;
/** Maximum length of a name that is remembered, in bytes. */
const MAX_REMEMBERED = 128;

/** Remembers the names of a document, since the same few come again and again. */
export class NameTable {
  readonly #cursor: Cursor;
  readonly #wanted: WantedAttributes;
  readonly #names = new Array<XmlName | undefined>(SLOTS).fill(undefined);

  constructor(cursor: Cursor, wanted: WantedAttributes) {
    this.#cursor = cursor;
    this.#wanted = wanted;
  }

  /** Returns the name in a part of the current bytes, `undefined` if XML does not allow it. */
  find(start: number, end: number): XmlName | undefined {
    const { bytes } = this.#cursor;
    let hash = 0;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    const slot = (hash ^ (hash >>> 9)) & (SLOTS - 1);
    const known = this.#names[slot];
    if (known?.isFrom(this.#cursor, start, end) === true) return known;
    const name = this.#newName(start, end);
    if (name !== undefined && end - start <= MAX_REMEMBERED) this.#names[slot] = name;
    return name;
  }

  #newName(start: number, end: number): XmlName | undefined {
    const written = this.#cursor.slice(start, end);
    if (!isXmlName(written)) return undefined;
    const bytes = Uint8Array.from(this.#cursor.bytes.subarray(start, end));
    return new XmlName(written, bytes, this.#wanted.get(written));
  }
}

/** Returns a name as the one string that the program has of it: equal strings are compared fastest if they are the same. */
function onlyOne(name: string): string {
  return Object.keys({ [name]: name })[0] ?? name;
}
