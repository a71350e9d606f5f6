/**
 * Four bytes as one number, a word, are tested at once: byte by byte it takes several times as long. A test that finds something
 * says only that one of the four bytes may be meant; one that finds nothing is certain.
 */

/** The top bits of the four bytes of a word. */
export const TOP_BITS = 0x80808080 | 0;

/** Returns a view of bytes that reads words from any position. */
export function viewOf(bytes: Buffer): DataView {
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
