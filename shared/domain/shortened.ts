/**
 * Returns the beginning of a text. A character of two UTF-16 code units is not cut in two: half a character is none, and
 * warehouses reject it.
 *
 * @param length maximum number of UTF-16 code units
 */
export function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const beginning = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(beginning) ? beginning.slice(0, -1) : beginning;
}

/**
 * Returns a text that is at most so long, with an ellipsis as its last character if it was cut off.
 *
 * @param length maximum number of UTF-16 code units
 */
export function shortenedTo(text: string, length: number): string {
  return text.length <= length ? text : `${beginningOf(text, length - 1)}…`;
}
