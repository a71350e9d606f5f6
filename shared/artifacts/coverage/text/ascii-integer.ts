const ZERO = 0x30;
const NINE = 0x39;

/** Returns the value of a byte as a decimal digit, and a negative number if it is none. */
export function digitOf(byte: number | undefined): number {
  return byte === undefined || byte < ZERO || byte > NINE ? -1 : byte - ZERO;
}

/**
 * Parses a decimal integer that fills a part of some bytes. Numbers beyond 2^53 - 1 become that number: it does not
 * matter how often exactly a line ran so often.
 *
 * @returns -1 if the part is empty or has other characters than digits
 */
export function parseInteger(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = digitOf(bytes[at]);
    if (digit < 0) return -1;
    value = value * 10 + digit;
  }
  return Math.min(value, Number.MAX_SAFE_INTEGER);
}
