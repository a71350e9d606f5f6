import { matchAt, type Span } from './span.ts';

/** Ends of the lines before and after a private key (RFC 7468; RFC 9580, section 6.2), in lower case. */
export const PRIVATE_KEY_NEEDLES = ['private key-----', 'private key block-----'];

const BEFORE_NEEDLE = /-----(BEGIN|END) [A-Z0-9 ]{0,40}$/;
const LINE_OF_KEY = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const NEEDLE = /PRIVATE KEY(?: BLOCK)?-----/y;
/** Longest line before and after a key, without the needle. */
const MAX_LINE = 60;
/** Longest text between these lines. */
const MAX_KEY = 64 * 1024;
/** Shortest line of a key, except the last one. */
const MIN_LINE = 16;
const BASE64 = /[A-Za-z0-9+/=]/;
const BLANK = /\s/;
/** Longest text between two lines of a key without an end: a header, or what a log writes before a line. */
const MAX_GAP = 200;
/** A line of a key without an end, which a path or an identifier is not. */
const LINE = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/=]{40}/;
const REST = /[A-Za-z0-9+/=]*/y;
/** The last line of a key, which is shorter. */
const LAST_LINE = /(?:\s|\\[nr]){1,8}[A-Za-z0-9+/=]{1,64}(?=[ \t]{0,8}(?:[\r\n"'\\]|$))/y;

/** Finds the private keys of a text, with their first and last lines, also where line feeds are escaped. */
export class PrivateKeys {
  readonly #text: string;
  /** The first or last line of a key that was found last, so that each is looked for once. */
  #next: { readonly from: number; readonly kind?: string; readonly span: Span } | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * Returns the private key whose first or last line ends at a needle. A key without a last line goes on as long as lines look like
   * those of a key, and one without a first line begins with its first line of Base64.
   *
   * @returns `undefined` if no such line is there
   */
  around(at: number): Span | undefined {
    const text = this.#text;
    const [line, kind] = BEFORE_NEEDLE.exec(text.slice(Math.max(0, at - MAX_LINE), at)) ?? [];
    const end = matchAt(NEEDLE, text, at)?.end;
    if (line === undefined || end === undefined) return undefined;
    const start = at - line.length;
    if (kind === 'END') return { start: contentBefore(text, start), end };
    const next = this.#lineAfter(end);
    const isWhole = next.kind === 'END' && next.span.end - start <= MAX_KEY;
    return { start, end: isWhole ? next.span.end : contentAfter(text, end, next.span.start) };
  }

  /** Returns the next first or last line of a key behind a position; one without a kind if there is none. */
  #lineAfter(from: number) {
    const known = this.#next;
    if (known !== undefined && from >= known.from && from <= known.span.start) return known;
    LINE_OF_KEY.lastIndex = from;
    const found = LINE_OF_KEY.exec(this.#text);
    const start = found?.index ?? this.#text.length;
    const span = { start, end: found === null ? start : LINE_OF_KEY.lastIndex };
    return (this.#next = { from, span, ...(found?.[1] !== undefined && { kind: found[1] }) });
  }
}

/** Returns where the lines end that look like those of a key, begin at a position, and end before another one. */
function contentAfter(text: string, start: number, before: number): number {
  const limit = Math.min(before, start + MAX_KEY);
  let end = start;
  while (end < limit) {
    const line = text.slice(end, Math.min(limit, end + MAX_GAP)).search(LINE);
    if (line < 0) break;
    end = Math.min(limit, matchAt(REST, text, end + line)?.end ?? limit);
  }
  return end === start ? end : (matchAt(LAST_LINE, text, end)?.end ?? end);
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
