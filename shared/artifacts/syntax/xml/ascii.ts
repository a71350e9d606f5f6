/** Bytes of the characters that markup is made of. */
export const ASCII = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  blank: 0x20,
  exclamation: 0x21,
  doubleQuote: 0x22,
  number: 0x23,
  ampersand: 0x26,
  apostrophe: 0x27,
  hyphen: 0x2d,
  slash: 0x2f,
  semicolon: 0x3b,
  less: 0x3c,
  equals: 0x3d,
  greater: 0x3e,
  question: 0x3f,
  closingBracket: 0x5d,
} as const;

/** A set of bytes: 1 for each of its members, indexed by the byte. */
export type ByteSet = Uint8Array;

/** Returns the set of the bytes of some ASCII characters. */
export function bytesOf(characters: string): ByteSet {
  const set = new Uint8Array(256);
  for (const byte of Buffer.from(characters, 'latin1')) set[byte] = 1;
  return set;
}

/** Returns the set of all bytes except those of some ASCII characters. */
export function bytesExcept(characters: string): ByteSet {
  return bytesOf(characters).map((isMember) => 1 - isMember);
}
