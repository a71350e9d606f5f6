import type { TextLimit } from '../text/bounded-text.ts';
import type { Cursor } from './cursor.ts';
import { isXmlName } from './names.ts';

/** Attributes that are kept, with the limits of their values. */
export type WantedAttributes = ReadonlyMap<string, TextLimit>;

/** A name of an element or attribute that XML allows. */
export interface XmlName {
  readonly text: string;
  /** The name without its prefix. */
  readonly localName: string;
  readonly bytes: Uint8Array;
  /** Limit of the value of an attribute; `undefined` if it is not kept. */
  readonly limit: TextLimit | undefined;
}

export const NO_NAME: XmlName = {
  text: '',
  localName: '',
  bytes: new Uint8Array(0),
  limit: undefined,
};

/** Number of names that are remembered, a power of two. */
const SLOTS = 512;
/** Maximum length of a name that is remembered, in bytes. */
const MAX_REMEMBERED = 128;

/** Remembers the names of a document, since the same few come again and again. */
export class NameTable {
  readonly #cursor: Cursor;
  readonly #wanted: WantedAttributes;
  /** The names of {@link #wanted} as they are there: equal strings are compared fastest if they are the same. */
  readonly #wantedNames: ReadonlyMap<string, string>;
  readonly #names = new Array<XmlName | undefined>(SLOTS).fill(undefined);

  constructor(cursor: Cursor, wanted: WantedAttributes) {
    this.#cursor = cursor;
    this.#wanted = wanted;
    this.#wantedNames = new Map([...wanted.keys()].map((name) => [name, name]));
  }

  /** Returns the name in a part of the current bytes, `undefined` if XML does not allow it. */
  find(start: number, end: number): XmlName | undefined {
    const { bytes } = this.#cursor;
    let hash = 0;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    const slot = (hash ^ (hash >>> 9)) & (SLOTS - 1);
    const known = this.#names[slot];
    if (known !== undefined && isAt(known, bytes, { start, end })) return known;
    const name = this.#newName(start, end);
    if (name !== undefined && end - start <= MAX_REMEMBERED) this.#names[slot] = name;
    return name;
  }

  #newName(start: number, end: number): XmlName | undefined {
    const written = this.#cursor.slice(start, end);
    if (!isXmlName(written)) return undefined;
    const text = this.#wantedNames.get(written) ?? written;
    const colon = text.indexOf(':');
    return {
      text,
      localName: colon < 0 ? text : text.slice(colon + 1),
      bytes: Uint8Array.from(this.#cursor.bytes.subarray(start, end)),
      limit: this.#wanted.get(text),
    };
  }
}

/** Returns whether bytes from `start` to `end` are those of a name. */
function isAt(
  name: XmlName,
  bytes: Buffer,
  { start, end }: { start: number; end: number },
): boolean {
  const { bytes: expected } = name;
  if (expected.length !== end - start) return false;
  for (let i = 0; i < expected.length; i++) {
    if (bytes[start + i] !== expected[i]) return false;
  }
  return true;
}
