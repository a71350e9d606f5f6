import type { Span } from './span.ts';

/** Ends of the lines before and after a private key (RFC 7468; RFC 9580, section 6.2), in lower case. */
export const PRIVATE_KEY_NEEDLES = ['private key-----', 'private key block-----'];

const BEFORE_NEEDLE = /-----(BEGIN|END) [A-Z0-9 ]{0,40}$/;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
/** Longest line before and after a key, without the needle. */
const MAX_LINE = 60;
/** Shortest line of a key, except the last one. */
const MIN_LINE = 16;
const BASE64 = /[A-Za-z0-9+/=]/;
const BLANK = /\s/;

/**
 * Returns the private key whose first or last line ends at a needle: with both lines, also where line feeds are escaped. A key
 * without a last line goes on to the end of the text, and one without a first line begins with its first line of Base64.
 *
 * @returns `undefined` if no such line is there
 */
export function privateKeyAt(text: string, at: number): Span | undefined {
  const before = text.slice(Math.max(0, at - MAX_LINE), at);
  const [line, kind] = BEFORE_NEEDLE.exec(before) ?? [];
  if (line === undefined) return undefined;
  const start = at - line.length;
  END.lastIndex = start;
  const last = END.exec(text);
  if (kind === 'BEGIN') return { start, end: last === null ? text.length : END.lastIndex };
  return last?.index === start
    ? { start: contentBefore(text, start), end: END.lastIndex }
    : undefined;
}

/** Returns where the lines of Base64 begin that end at a position. */
function contentBefore(text: string, end: number): number {
  let start = end;
  for (;;) {
    const lineEnd = beforeBlanks(text, start);
    let lineStart = lineEnd;
    while (lineStart > 0 && BASE64.test(text.charAt(lineStart - 1))) lineStart--;
    // The letter of an escaped line feed is no part of the line.
    if (lineStart < lineEnd && text.charAt(lineStart - 1) === '\\') lineStart++;
    const isLast = start === end;
    if (lineEnd === lineStart || (!isLast && lineEnd - lineStart < MIN_LINE)) return start;
    start = lineStart;
  }
}

/** Returns the position before blanks and escaped line ends. */
function beforeBlanks(text: string, end: number): number {
  let at = end;
  for (;;) {
    const isEscape = text.charAt(at - 2) === '\\' && 'nr'.includes(text.charAt(at - 1));
    if (at > 1 && isEscape) at -= 2;
    else if (at > 0 && BLANK.test(text.charAt(at - 1))) at--;
    else return at;
  }
}
