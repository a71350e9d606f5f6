/**
 * Four bytes as one number, a word, are tested at once: byte by byte it takes several times as long. A test that finds something
 * says only that one of the four bytes may be meant; one that finds nothing is certain.
 */

/** The top bits of the four bytes of a word. */
export const TOP_BITS = 0x80808080 | 0;

/** Returns a view of bytes that reads words from any position. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Returns a word of which each byte is the same. */
export function repeated(byte: number): number {
  return Math.imul(byte, 0x01010101);
}

/** Returns a word with a top bit if a byte of a word is zero. */
export function zeros(word: number): number {
  return (word - 0x01010101) & ~word;
}

/** Returns a word with a top bit if a byte of a word is less than 0x20. */
export function controls(word: number): number {
  return (word - 0x20202020) & ~word;
}

/** Returns the last bytes of a word that are left when its first `length` ones, up to four, are kept and the others are 0. */
export function firstBytes(word: number, length: number): number {
  return length >= 4 ? word : word & ((1 << (8 * length)) - 1);
}

/** Bytes and a view of them. The length of a view takes longer to ask for. */
interface BytesWithView {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** Bytes that are compared with those at a place in a document. */
export class ExpectedBytes {
  readonly length: number;
  readonly #words: Int32Array;
  /** The bits of the last word that belong to the bytes. */
  readonly #mask: number;

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
    padded.set(bytes);
    const view = viewOf(padded);
    this.#words = Int32Array.from({ length: padded.length / 4 }, (_, i) =>
      view.getInt32(4 * i, true),
    );
    this.#mask = firstBytes(-1, bytes.length % 4 === 0 ? 4 : bytes.length % 4);
  }

  /** Returns whether the bytes are at an index; false also if there are too few bytes behind them to compare words. */
  isAt({ bytes, view }: BytesWithView, start: number): boolean {
    const words = this.#words;
    const last = words.length - 1;
    if (start + 4 * last + 4 > bytes.length) return false;
    let at = start;
    for (let i = 0; i < last; i++) {
      if (view.getInt32(at, true) !== words[i]) return false;
      at += 4;
    }
    return (view.getInt32(at, true) & this.#mask) === words[last];
  }
}
