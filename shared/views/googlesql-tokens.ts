/** A part of a GoogleSQL text; operators, numbers and white space are not tokens. */
export interface SqlToken {
  readonly kind: 'string' | 'comment' | 'quoted_name' | 'word' | 'punctuation';
  readonly text: string;
  /** Offsets in the text: the first character, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** Strings, comments, names in backquotes, words with what follows them after dots, brackets and commas. */
const TOKEN = new RegExp(
  [
    /(?<string>r?"""[^]*?"""|r?'''[^]*?'''|r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*')/,
    /(?<comment>--[^\n]*|#[^\n]*|\/\*[^]*?\*\/)/,
    /(?<quoted_name>`[^`]*`)/,
    // The unit of time WEEK(MONDAY) is one word.
    /(?<word>week\s*\(\s*(?:mon|sun)day\s*\)|(?<![\w.])[a-z_]\w*(?:\.[a-z_]\w*)*)/,
    /(?<punctuation>[(),])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

const KINDS = ['string', 'comment', 'quoted_name', 'word', 'punctuation'] as const;

/** Reads the tokens of a GoogleSQL text in their order. The text may be incomplete or wrong. */
export function* sqlTokens(sql: string): Generator<SqlToken> {
  for (const { 0: text, index: start, groups = {} } of sql.matchAll(TOKEN)) {
    const kind = KINDS.find((name) => groups[name] !== undefined);
    if (kind !== undefined) yield { kind, text, start, end: start + text.length };
  }
}
