import { BYTE } from './bytes.ts';

/**
 * Returns whether a JSON text has more commas and opening brackets than a limit: its memory follows their number when it is
 * parsed, up to 20 times the bytes of the text.
 */
export function hasMoreParts(text: Uint8Array, max: number): boolean {
  let parts = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (byte === BYTE.quote) isInString = !isInString;
    else if (isInString) {
      if (byte === BYTE.backslash) at++;
    } else if (byte === BYTE.comma || byte === BYTE.openArray || byte === BYTE.openObject) {
      if (++parts > max) return true;
    }
  }
  return false;
}
