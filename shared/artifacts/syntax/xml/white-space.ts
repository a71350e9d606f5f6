/** White space (XML 1.0, production 3). JavaScript's own class has more characters, such as U+00A0 and U+FEFF. */
export const NOT_WHITE_SPACE = /[^ \t\r\n]/g;

const TRAILING = /[ \t\r\n]+$/;

/** Returns a text without the white space at its end. */
export function trimWhiteSpaceEnd(text: string): string {
  return text.replace(TRAILING, '');
}

/** Replaces CR LF and CR by LF (XML 1.0, section 2.11). */
export function normalizeLineEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

/**
 * Replaces each line end and each tab by a blank, as in the values of attributes (XML 1.0, section 3.3.3). References
 * have to be resolved afterwards, since `&#10;` stays a line end.
 */
export function normalizeAttributeValue(text: string): string {
  return text.replaceAll(/\r\n|[\t\r\n]/g, ' ');
}
