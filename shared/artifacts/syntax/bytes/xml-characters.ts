import { controls, TOP_BITS } from './words.ts';

/** Replacement of characters that cannot be decoded or are not allowed. */
export const REPLACEMENT = '\ufffd';

/** Characters that XML 1.0 (production 2) does not allow, except unpaired surrogates, which decoding replaces. */
// eslint-disable-next-line no-control-regex -- these characters are searched for
const ILLEGAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** Returns a text with each character replaced that XML does not allow. */
export function withoutIllegal(text: string): string {
  return text.replaceAll(ILLEGAL, REPLACEMENT);
}

/** First two bytes of the characters U+FFC0 to U+FFFF in UTF-8. */
const BEFORE_NONCHARACTER = Buffer.from([0xef, 0xbf]);

/** Returns whether UTF-8 contains U+FFFE or U+FFFF, which XML does not allow. */
export function hasNoncharacter(bytes: Buffer): boolean {
  let at = bytes.indexOf(BEFORE_NONCHARACTER);
  while (at >= 0) {
    if ((bytes[at + 2] ?? 0) >= 0xbe) return true;
    at = bytes.indexOf(BEFORE_NONCHARACTER, at + 2);
  }
  return false;
}

/** Control characters that XML does not allow, indexed by their byte. */
const IS_ILLEGAL = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte) ? 1 : 0,
);

/**
 * Returns whether bytes contain a control character that XML does not allow. Four words of four bytes are tested at once:
 * a test byte by byte would take as long as the rest of the reading.
 */
export function hasIllegalControl(bytes: Uint8Array): boolean {
  if (bytes.length < 32) return isAnyIllegal(bytes, 0, bytes.length);
  const start = (4 - (bytes.byteOffset % 4)) % 4;
  const count = Math.floor((bytes.length - start) / 16) * 4;
  const end = start + count * 4;
  if (isAnyIllegal(bytes, 0, start) || isAnyIllegal(bytes, end, bytes.length)) return true;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, count);
  for (let i = 0; i < count; i += 4) {
    const isPossible =
      controls(words[i] ?? 0) |
      controls(words[i + 1] ?? 0) |
      controls(words[i + 2] ?? 0) |
      controls(words[i + 3] ?? 0);
    if ((isPossible & TOP_BITS) !== 0 && isIllegalInBlock(words, i)) {
      const first = start + i * 4;
      if (isAnyIllegal(bytes, first, first + 16)) return true;
    }
  }
  return false;
}

const LOW_BITS = 0x7f7f7f7f;

/** Returns whether a block of four words has a control character other than a line feed. */
function isIllegalInBlock(words: Int32Array, start: number): boolean {
  let found = 0;
  for (let i = start; i < start + 4; i++) {
    const word = words[i] ?? 0;
    // The top bit of a byte is set: in the first unless the byte is less than 0x20, in the second unless it is 0x0A.
    const high = word & 0xe0e0e0e0;
    const notControl = ((high & LOW_BITS) + LOW_BITS) | high;
    const difference = word ^ 0x0a0a0a0a;
    const notLineFeed = ((difference & LOW_BITS) + LOW_BITS) | difference;
    found |= ~notControl & notLineFeed;
  }
  return (found & TOP_BITS) !== 0;
}

function isAnyIllegal(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (IS_ILLEGAL[bytes[i] ?? 0] === 1) return true;
  }
  return false;
}
