import { ASCII } from './ascii.ts';

const SECTION_END = Buffer.from(']]>');

export const SECTION_END_LENGTH = SECTION_END.length;

/** Number of `>` that are looked at one by one; logs with more of them are searched for all three bytes. */
const MAX_SINGLE = 16;

/**
 * Returns the index of the first `]]>` from a position on; -1 if there is none. A search for a single byte is several times as fast
 * as one for three, which stops at each bracket of a log.
 */
export function indexOfSectionEnd(bytes: Buffer, start: number): number {
  let from = start + 2;
  for (let i = 0; i < MAX_SINGLE; i++) {
    const end = bytes.indexOf(ASCII.greater, from);
    if (end < 0) return -1;
    if (bytes[end - 1] === ASCII.closingBracket && bytes[end - 2] === ASCII.closingBracket) {
      return end - 2;
    }
    from = end + 1;
  }
  return bytes.indexOf(SECTION_END, from - 2);
}
