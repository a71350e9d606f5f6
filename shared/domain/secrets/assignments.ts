import type { SecretPolicy } from '../../policy/secrets.ts';
import { isPlainValue, looksRandom } from './secret-values.ts';
import { strengthOf } from './secret-names.ts';
import { isIn, NOWHERE, type Span } from './span.ts';

/** Longest name of a variable, an option or a field. */
const MAX_NAME = 80;
/** Longest value in quotes. */
const MAX_VALUE = 8 * 1024;

/** The name of a variable of the environment. */
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

const NAME_CHARACTER = /[A-Za-z0-9_.-]/;
/** Between a name and its value: the end of quotes, an equals sign or a colon, also encoded, and blanks. */
const SIGN = /\\{0,3}["'`]?[ \t]{0,8}(:=|=>|==?|:|%3d|\\u003d)[ \t]{0,64}/iy;
/** Between an option and its value: blanks, or the quotes and the comma of a list. */
const BLANKS = /(?:[ \t]{1,8}|\\{0,3}["'],?[ \t]{0,8}(?=\\{0,3}["']))/y;
/** Between the name of a variable and its value in a list of variables, as in the specification of a pod. */
const VALUE_FIELD =
  /\\{0,3}["'`]?(?:[,\s]|\\[nrt]){1,40}\\{0,3}["'`]?value\\{0,3}["'`]?[ \t]{0,8}[:=][ \t]{0,64}/iy;
const OPENING_QUOTE = /\\{0,3}["'`]/y;
const UNQUOTED = /[^\s"'`]{1,4096}/y;
/** Where a value without quotes ends before the next blank: at the next field, at an escape. */
const NEXT_FIELD = /[,;&][\w.-]{1,64}[=:]|\\[nrtu"']|[)\]}][,;)\]}]/;
const CLOSING = ')]}>,;.:';
/** What may follow the value of a field in a text that is no prose: the end of the line, another field, a comment. */
const NO_PROSE = /[ \t]*(?:$|[\r\n,;)\]}"'`#]|\\[nr]|-{0,2}[\w.-]{1,64}["']?[ \t]*[:=])/y;

/** How a value is joined to its name. */
type Join = 'equals' | 'colon' | 'prose' | 'option' | 'value_field';

interface Assignment {
  readonly name: string;
  readonly join: Join;
  /** Whether the name is part of the query of a URL. */
  readonly isQuery: boolean;
  readonly value: Span;
}

/** Finds the secrets that a text assigns to names, such as `--token=…`, `password: …`, `"clientSecret":"…"`, `{name: TOKEN, value: …}`. */
export class AssignedSecrets {
  readonly #text: string;
  readonly #policy: SecretPolicy;
  /** The name that was looked at last: it may have several words of secrets. */
  #name: Span = NOWHERE;
  /** The value without quotes that was looked at last, in which there may be other names. */
  #unquoted: Span = NOWHERE;

  constructor(text: string, policy: SecretPolicy) {
    this.#text = text;
    this.#policy = policy;
  }

  /**
   * Returns the value of the name around a position, if it is a secret.
   *
   * @returns `undefined` also for a name that was looked at the last time
   */
  around(at: number): Span | undefined {
    if (isIn(at, this.#name)) return undefined;
    this.#name = nameAround(this.#text, at);
    const strength = strengthOf(this.#slice(this.#name), this.#policy);
    if (strength === undefined) return undefined;
    const assignment = this.#assignment(this.#name);
    if (assignment === undefined) return undefined;
    const value = this.#slice(assignment.value);
    if (isPlainValue(value, this.#policy)) return undefined;
    const isHidden =
      looksRandom(value) ||
      ((strength === 'password' || isTold(assignment)) && !isProse(assignment, value));
    return isHidden ? assignment.value : undefined;
  }

  #slice({ start, end }: Span): string {
    return this.#text.slice(start, end);
  }

  #assignment(at: Span): Assignment | undefined {
    const text = this.#text;
    const name = this.#slice(at);
    const sign = matchAt(SIGN, text, at.end);
    const written =
      sign ??
      (name.startsWith('-') ? matchAt(BLANKS, text, at.end) : undefined) ??
      (VARIABLE.test(name) ? matchAt(VALUE_FIELD, text, at.end) : undefined);
    if (written === undefined) return undefined;
    const quote = matchAt(OPENING_QUOTE, text, written.end);
    const value = quote === undefined ? this.#unquotedAt(written.end) : quotedAt(text, quote);
    const isQuery = at.start > 0 && '?&'.includes(text.charAt(at.start - 1));
    const base = { name, isQuery, value };
    if (sign === undefined)
      return { ...base, join: name.startsWith('-') ? 'option' : 'value_field' };
    if (!this.#slice(sign).includes(':')) return { ...base, join: 'equals' };
    const mayBeProse = quote === undefined && /\s$/.test(this.#slice(sign));
    const isEnded = !mayBeProse || matchAt(NO_PROSE, text, value.end) !== undefined;
    return { ...base, join: isEnded ? 'colon' : 'prose' };
  }

  /** Returns the text up to a blank or a quote, the next field, or brackets that close. */
  #unquotedAt(at: number): Span {
    if (!isIn(at, this.#unquoted)) {
      const run = matchAt(UNQUOTED, this.#text, at) ?? { start: at, end: at };
      const next = this.#slice(run).search(NEXT_FIELD);
      this.#unquoted = { start: at, end: next < 0 ? run.end : at + next };
    }
    let { end } = this.#unquoted;
    while (end > at && CLOSING.includes(this.#text.charAt(end - 1))) end--;
    return { start: at, end };
  }
}

function nameAround(text: string, at: number): Span {
  let start = at;
  while (start > 0 && at - start < MAX_NAME && NAME_CHARACTER.test(text.charAt(start - 1))) start--;
  // The letter of an escape, as in `\ntoken: …`, is no part of the name.
  if (start < at && text.charAt(start - 1) === '\\') start++;
  let end = at;
  while (end < text.length && end - at < MAX_NAME && NAME_CHARACTER.test(text.charAt(end))) end++;
  while (end > at && text.charAt(end - 1) === '.') end--;
  return { start, end };
}

/** Returns whether the value is that of an option, a variable or a part of a query, which is hidden whatever it looks like. */
function isTold({ name, join, isQuery }: Assignment): boolean {
  if (join === 'option' || join === 'value_field' || isQuery) return true;
  if (join === 'colon') return name.includes('_') && VARIABLE.test(name);
  return join === 'equals' && (name.startsWith('-') || VARIABLE.test(name));
}

/** Returns whether a name and a colon begin a sentence, as in `wrong password: try again`. */
function isProse({ join }: Assignment, value: string): boolean {
  return join === 'prose' && !(/\d/.test(value) && /[a-z]/i.test(value));
}

/** Returns the text between quotes, or to the end of the line. */
function quotedAt(text: string, quote: Span): Span {
  const closing = text.slice(quote.start, quote.end);
  const sign = closing.slice(-1);
  const last = Math.min(text.length, quote.end + MAX_VALUE);
  let end = quote.end;
  while (end < last && text.charAt(end) !== '\n') {
    const isClosing =
      text.charAt(end) === sign && (closing.length > 1 || text.charAt(end - 1) !== '\\');
    if (isClosing) break;
    end++;
  }
  while (closing.length > 1 && end > quote.end && text.charAt(end - 1) === '\\') end--;
  return { start: quote.end, end };
}

/** Returns where an expression matches at a position, and `undefined` if it does not. */
function matchAt(expression: RegExp, text: string, at: number): Span | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? { start: at, end: expression.lastIndex } : undefined;
}
