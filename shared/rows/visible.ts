/**
 * Characters that a terminal obeys, that change the direction of text, or that cannot be seen: controls, formats (bidirectional
 * controls, joiners, tags), separators of lines and paragraphs, halves of characters, and letters without a shape.
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** Characters that lay out a text. */
const LAYOUT: ReadonlySet<string> = new Set(['\n', '\t']);

/** Returns a text whose unseen characters are written as escapes, such as `\x1b` and `\u202e`; line feeds and tabs stay. */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, (character) =>
    LAYOUT.has(character) ? character : escapeOf(character),
  );
}

/** Returns a text for one line: as {@link visible} does, and with line feeds and tabs as escapes as well. */
export function visibleLine(text: string): string {
  return text.replaceAll(UNSEEN, escapeOf);
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hexadecimal = code.toString(16);
  if (code <= 0xff) return String.raw`\x${hexadecimal.padStart(2, '0')}`;
  return code <= 0xffff
    ? String.raw`\u${hexadecimal.padStart(4, '0')}`
    : String.raw`\u{${hexadecimal}}`;
}
