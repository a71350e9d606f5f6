import type { Warnings } from '../warnings.ts';

const PREDEFINED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  apos: "'",
  quot: '"',
};

const REFERENCE = /&(#\d{1,8}|#x[0-9a-fA-F]{1,6}|[A-Za-z_:][\w:.-]{0,63});|&/g;

/** The longest thing that {@link REFERENCE} matches; a shorter rest of text may be the beginning of one. */
export const LONGEST_REFERENCE = 66;

/**
 * Replaces character references and the five predefined entities. No other entity is ever expanded: an unknown one,
 * and a bare `&`, stay as they are written, with a warning.
 */
export function resolveReferences(text: string, warnings: Warnings): string {
  return text.replaceAll(REFERENCE, (whole, name?: string) => {
    if (name === undefined) {
      warnings.add('an & that begins no reference');
      return whole;
    }
    if (name.startsWith('#')) return character(codePointOf(name), warnings);
    if (Object.hasOwn(PREDEFINED, name)) return PREDEFINED[name] ?? whole;
    warnings.add('a reference to an entity that is not defined');
    return whole;
  });
}

/** Of `#65` or `#x41`. */
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

/** XML 1.0, production 2. */
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
