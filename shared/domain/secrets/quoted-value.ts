import { isIn, matchAt, NOWHERE, type Span } from './span.ts';

/** A quote, which may be escaped, also several times. */
export const OPENING_QUOTE = /\\{0,7}["'`]/y;

/** The head of a block of YAML, its line end, and the blanks before its first line (YAML 1.2, section 8.1); line ends may be escaped. */
const BLOCK = /[|>][-+0-9]{0,2}[ \t]{0,8}(?:\r?\n|\\n)( {1,64})/y;

const LINE = /[^\n]*/y;
/** A line of a text in quotes, in which line ends are escaped. */
const ESCAPED_LINE = /(?:[^"\\\n]+|\\(?!n))*/y;

/** Longest value in quotes, and longest block. */
const MAX_LENGTH = 64 * 1024;

/** Finds the ends of values in quotes and in blocks of YAML. */
export class QuotedValues {
  readonly #text: string;
  /** The block that was looked at last, in which other names may be, and its indent. */
  #block: Span = NOWHERE;
  #indent = '';

  constructor(text: string) {
    this.#text = text;
  }

  /** Returns where a value ends whose opening quote is at a place: before the closing quote, or at the end of the line. */
  endAt(quote: Span, start: number): number {
    const text = this.#text;
    const sign = text.charAt(quote.end - 1);
    const isEscaped = quote.end - quote.start > 1;
    const last = Math.min(text.length, quote.end + MAX_LENGTH);
    let end = start;
    while (end < last && text.charAt(end) !== '\n') {
      const isSign = text.charAt(end) === sign;
      if (isSign && (isEscaped || text.charAt(end - 1) !== '\\')) break;
      end++;
    }
    while (isEscaped && end > start && text.charAt(end - 1) === '\\') end--;
    return end;
  }

  /** Returns the lines of a block of YAML whose head is at a position; `undefined` if there is none. */
  blockAt(at: number): Span | undefined {
    const text = this.#text;
    if (!'|>'.includes(text.charAt(at))) return undefined;
    BLOCK.lastIndex = at;
    const [head, indent = ''] = BLOCK.exec(text) ?? [];
    if (head === undefined) return undefined;
    const start = at + head.length;
    if (!isIn(start, this.#block) || indent !== this.#indent) {
      this.#block = {
        start,
        end: endOfBlock(text, start, { indent, isEscaped: head.includes('\\') }),
      };
      this.#indent = indent;
    }
    return { start, end: this.#block.end };
  }
}

/** Returns where the last line of a block ends. */
function endOfBlock(
  text: string,
  start: number,
  { indent, isEscaped }: { readonly indent: string; readonly isEscaped: boolean },
): number {
  const lineEnd = isEscaped ? String.raw`\n` : '\n';
  const limit = Math.min(text.length, start + MAX_LENGTH);
  let end = endOfLine(text, start, lineEnd);
  while (end < limit && text.startsWith(lineEnd + indent, end)) {
    end = endOfLine(text, end + lineEnd.length + indent.length, lineEnd);
  }
  return end;
}

function endOfLine(text: string, from: number, lineEnd: string): number {
  return matchAt(lineEnd === '\n' ? LINE : ESCAPED_LINE, text, from)?.end ?? from;
}
