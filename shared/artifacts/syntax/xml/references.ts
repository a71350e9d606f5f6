import type { Warnings } from '../warnings.ts';
import { isXmlName } from './names.ts';

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

/** An `&` that does not begin a predefined entity. */
const UNUSUAL = /&(?!(?:lt|gt|amp|apos|quot);)/;

/** Maximum length of the name of an entity; a longer one is not a reference. */
const MAX_NAME = 64;

const REFERENCE = /&(#\d+|#x[0-9a-fA-F]+|[^\s#&;<>"'][^\s&;<>"']{0,63});|&/g;

/** A reference that may continue in the next piece of the text. */
const INCOMPLETE = /^&(?:#(?:\d*|x[0-9a-fA-F]*)|[^\s#&;<>"']{0,64})$/;

/**
 * Returns the position of a reference at the end of the text that may be incomplete; the length of the text if there is
 * none.
 *
 * @param start position at which the text begins
 */
export function startOfIncompleteReference(text: string, start: number): number {
  const last = text.lastIndexOf('&');
  if (last < start) return text.length;
  // Digits may be arbitrarily many, names may not, so most texts are decided by one character.
  const isShort = text.length - last <= MAX_NAME + 1;
  const isPossible = isShort || text[last + 1] === '#';
  return isPossible && INCOMPLETE.test(text.slice(last)) ? last : text.length;
}

/**
 * Replaces character references and the five predefined entities. Other entities are never expanded: they and a bare `&`
 * are kept as they are written, with a warning.
 */
export function resolveReferences(text: string, warnings: Warnings): string {
  return text.replaceAll(REFERENCE, (whole, name?: string) => {
    const predefined = name === undefined ? undefined : PREDEFINED.get(name);
    if (predefined !== undefined) return predefined;
    if (name?.startsWith('#') === true) return character(codePointOf(name), warnings);
    if (name === undefined || !isXmlName(name)) {
      warnings.add('an & that does not begin a reference');
      return whole;
    }
    warnings.add('a reference to an entity that is not defined');
    return whole;
  });
}

/** Adds the warnings of {@link resolveReferences} for a text that is not needed, which takes less time. */
export function checkReferences(text: string, warnings: Warnings): void {
  if (UNUSUAL.test(text)) resolveReferences(text, warnings);
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
