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

/** Number of words that are tested together. */
const BLOCK = 4096;

// Constants of this module, since those of another one are read again in each turn of a loop.
const TOP_BITS = 0x80808080 | 0;
const LINE_FEEDS = 0x0a0a0a0a;
const VERTICAL_TAB = 0x0b;
const FORM_FEED = 0x0c;

/**
 * Returns whether bytes contain a control character that XML does not allow. They are tested by words, in loops without branches:
 * a test byte by byte would take as long as the rest of the reading.
 *
 * @param isAscii whether all bytes are known to be ASCII
 */
export function hasIllegalControl(bytes: Uint8Array, isAscii: boolean): boolean {
  if (bytes.length < 32) return isAnyIllegal(bytes, 0, bytes.length);
  const start = (4 - (bytes.byteOffset % 4)) % 4;
  const words = new Int32Array(
    bytes.buffer,
    bytes.byteOffset + start,
    (bytes.length - start) >>> 2,
  );
  const end = start + words.byteLength;
  if (isAnyIllegal(bytes, 0, start) || isAnyIllegal(bytes, end, bytes.length)) return true;
  let hasBlanks = false;
  for (let from = 0; from < words.length; from += BLOCK) {
    const controls = controlsIn(words.subarray(from, from + BLOCK), isAscii);
    if (controls === 'others') return true;
    hasBlanks ||= controls === 'blanks';
  }
  return hasBlanks && (bytes.includes(VERTICAL_TAB) || bytes.includes(FORM_FEED));
}

/**
 * Returns which control characters words have: none except line feeds, also those from the tab to the carriage return, or others.
 * Both loops are in one function, which is too long to become a part of the function that calls it: the compiler would
 * improve them much later there.
 */
function controlsIn(words: Int32Array, isAscii: boolean): 'line_feeds' | 'blanks' | 'others' {
  const { length } = words;
  let allowed = -1;
  for (let i = 0; isAscii && i < length; i++) {
    const word = words[i] ?? 0;
    // The first sum has the top bit of a byte if it is at least 0x20, the difference if it is a line feed.
    allowed &= (word + 0x60606060) | (TOP_BITS - (word ^ LINE_FEEDS));
  }
  if (isAscii && (allowed & TOP_BITS) === TOP_BITS) return 'line_feeds';
  allowed = -1;
  for (let i = 0; i < length; i++) {
    const word = words[i] ?? 0;
    const low = word & 0x7f7f7f7f;
    allowed &= word | (low + 0x60606060) | ((low + 0x77777777) & (0x8d8d8d8d - low));
  }
  return (allowed & TOP_BITS) === TOP_BITS ? 'blanks' : 'others';
}

function isAnyIllegal(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (IS_ILLEGAL[bytes[i] ?? 0] === 1) return true;
  }
  return false;
}
