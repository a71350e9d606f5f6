import type { TextLimit } from '../text/bounded-text.ts';
import { ExpectedBytes } from '../bytes/words.ts';
import type { ByteSet } from './ascii.ts';
import type { Cursor } from './cursor.ts';
import { isXmlName } from './names.ts';
import { RepeatedText } from './repeated-text.ts';

/** Attributes that are kept, with the limits of their values. */
export type WantedAttributes = ReadonlyMap<string, TextLimit>;

/** Place of a name that is not in the table of names. */
const NO_SLOT = -1;

interface NameFacts {
  readonly text: string;
  /** The name without its prefix. */
  readonly localName: string;
  readonly bytes: Uint8Array;
  /** Limit of the value of an attribute; `undefined` if it is not kept. */
  readonly limit: TextLimit | undefined;
  /** Place of the name in the table of names. */
  readonly slot: number;
}

/** A name of an element or attribute that XML allows. */
export class XmlName implements NameFacts {
  readonly text: string;
  readonly localName: string;
  readonly bytes: Uint8Array;
  readonly limit: TextLimit | undefined;
  readonly slot: number;
  /** The value of the attribute that was kept last. */
  readonly lastValue = new RepeatedText();
  /**
   * Place of the element that came after this one the last time: it probably will again. A place and not the name, which would
   * keep alive all names that followed each other.
   */
  nextElement = NO_SLOT;
  /** Places of the attributes that the element had in their order, which it probably has again. */
  readonly attributes: number[] = [];
  readonly #start: ExpectedBytes;
  #opening: ExpectedBytes | undefined;
  #closing: ExpectedBytes | undefined;

  constructor({ text, localName, bytes, limit, slot }: NameFacts) {
    this.text = text;
    this.localName = localName;
    this.bytes = bytes;
    this.limit = limit;
    this.slot = slot;
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
/** Number of names of a document that become the one string of the program, which takes long. */
const MAX_ONLY_ONES = 2 * SLOTS;

/** Remembers the names of a document, since the same few come again and again. */
export class NameTable {
  /** The name before the first one. */
  readonly none = new XmlName({
    text: '',
    localName: '',
    bytes: new Uint8Array(0),
    limit: undefined,
    slot: NO_SLOT,
  });
  readonly #cursor: Cursor;
  readonly #wanted: WantedAttributes;
  readonly #names = new Array<XmlName | undefined>(SLOTS).fill(undefined);
  #made = 0;

  constructor(cursor: Cursor, wanted: WantedAttributes) {
    this.#cursor = cursor;
    this.#wanted = wanted;
  }

  /** Returns the name at a place, which may be another one than before. */
  at(slot: number): XmlName | undefined {
    return slot < 0 ? undefined : this.#names[slot];
  }

  /** Returns the name in a part of the current bytes, `undefined` if XML does not allow it. */
  find(start: number, end: number): XmlName | undefined {
    const { bytes } = this.#cursor;
    let hash = 0;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    const slot = (hash ^ (hash >>> 9)) & (SLOTS - 1);
    const known = this.#names[slot];
    if (known?.isFrom(this.#cursor, start, end) === true) return known;
    if (end - start > MAX_REMEMBERED) return this.#newName(start, end, NO_SLOT);
    const name = this.#newName(start, end, slot);
    if (name !== undefined) this.#names[slot] = name;
    return name;
  }

  #newName(start: number, end: number, slot: number): XmlName | undefined {
    const text = this.#cursor.slice(start, end);
    if (!isXmlName(text)) return undefined;
    const bytes = Uint8Array.from(this.#cursor.bytes.subarray(start, end));
    const local = text.slice(text.indexOf(':') + 1);
    const limit = this.#wanted.get(text);
    if (this.#made++ >= MAX_ONLY_ONES) {
      return new XmlName({ text, localName: local, bytes, limit, slot });
    }
    const only = onlyOne(text);
    const localName = local === text ? only : onlyOne(local);
    return new XmlName({ text: only, localName, bytes, limit, slot });
  }
}

/** Returns a name as the one string that the program has of it: equal strings are compared fastest if they are the same. */
function onlyOne(name: string): string {
  return Object.keys({ [name]: name })[0] ?? name;
}
