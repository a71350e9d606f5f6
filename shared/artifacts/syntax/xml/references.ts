import type { Warnings } from '../warnings.ts';

const PREDEFINED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  apos: "'",
  quot: '"',
};

const REFERENCE = /&(#\d{1,8}|#x[0-9a-fA-F]{1,6}|[A-Za-z_:][\w:.-]{0,63});|&/g;

/** Maximum length of a match of {@link REFERENCE}; a shorter rest of the text may be an incomplete reference. */
export const MAX_REFERENCE = 66;

/**
 * Replaces character references and the five predefined entities. Other entities are never expanded: they and a bare `&`
 * are kept as they are written, with a warning.
 */
export function resolveReferences(text: string, warnings: Warnings): string {
  return text.replaceAll(REFERENCE, (whole, name?: string) => {
    if (name === undefined) {
      warnings.add('an & that does not begin a reference');
      return whole;
    }
    if (name.startsWith('#')) return character(codePointOf(name), warnings);
    if (Object.hasOwn(PREDEFINED, name)) return PREDEFINED[name] ?? whole;
    warnings.add('a reference to an entity that is not defined');
    return whole;
  });
}

/** Returns the code point of `#65` or `#x41`. */
function codePointOf(reference: string): number {
  return reference.startsWith('#x')
    ? Number.parseInt(reference.slice(2), 16)
    : Number.parseInt(reference.slice(1), 10);
}

function character(codePoint: number, warnings: Warnings): string {
  if (isXmlCharacter(codePoint)) return String.fromCodePoint(codePoint);
  warnings.add('control characters were replaced');
  return '\ufffd';
}

/** Returns whether XML allows a character (XML 1.0, production 2). */
function isXmlCharacter(codePoint: number): boolean {
  return (
    codePoint === 0x9 ||
    codePoint === 0xa ||
    codePoint === 0xd ||
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}
