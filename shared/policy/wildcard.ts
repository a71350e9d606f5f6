// The one dialect of patterns in policies: `*` stands for any number of characters, all other characters for themselves, and a
// pattern has to match the whole text.

interface WildcardOptions {
  /** Whether `*` also stands for line breaks. */
  readonly acrossLines?: boolean;
}

/**
 * Returns the regular expression for a pattern, in syntax that RE2 and JavaScript share. A dot becomes `[.]`, so that
 * expressions for object names have no backslashes.
 */
export function wildcardExpression(
  pattern: string,
  { acrossLines = false }: WildcardOptions = {},
): string {
  const literal = pattern.replaceAll(/[+?()|{}$^[\]\\]/g, '\\$&').replaceAll('.', '[.]');
  return `^${literal.replaceAll('*', acrossLines ? '(?s:.*)' : '.*')}$`;
}

/** Returns whether a pattern matches a text; `*` also stands for line breaks. */
export function matchesWildcard(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return pattern === text;
  return new RegExp(wildcardExpression(pattern), 's').test(text);
}
