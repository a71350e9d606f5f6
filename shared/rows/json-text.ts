import { UNSEEN } from './visible.ts';

/** A character that is not of ASCII, or a control of ASCII, which JSON has in no text. */
const MAY_BE_UNSEEN = /[^\n -~]/;

/**
 * Returns a value as JSON in which characters that a terminal obeys or that cannot be seen are written as escapes: it is the same value.
 *
 * @param indent blanks of each level; none for one line
 */
export function jsonText(value: unknown, indent = 0): string {
  const json = JSON.stringify(value, null, indent);
  return MAY_BE_UNSEEN.test(json)
    ? json.replaceAll(UNSEEN, (character) => (character === '\n' ? character : escaped(character)))
    : json;
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, i) => String.raw`\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
}
