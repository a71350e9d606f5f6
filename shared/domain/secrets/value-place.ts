import { OPENING_QUOTE, QuotedValues } from './quoted-value.ts';
import { matchAt, type Span } from './span.ts';
import { UnquotedValues } from './unquoted-value.ts';

/** How a value is joined to its name. */
export type Join = 'equals' | 'colon' | 'prose' | 'option' | 'value_field' | 'element' | 'login';

/** Where the value of a name is. */
export interface PlacedValue {
  readonly join: Join;
  readonly value: Span;
  /** Whether a scheme of authentication precedes the value, as in `Authorization: Bearer …`. */
  readonly hasScheme: boolean;
}

interface Sign {
  readonly join: Join;
  readonly end: number;
}

/** Characters after a name that has a value: others are looked at no further. */
const AFTER_NAME: ReadonlySet<string> = new Set('=: \t\n\r"\'`\\%>&,');

/** Between a name and its value: the end of quotes, an equals sign or a colon, also encoded, and blanks. */
const SIGN = /\\{0,7}["'`]?[ \t]{0,8}(?::=|=>|==?|:|%3d|%3a|\\u003d)[ \t]{0,64}/iy;
/** Between an option and its value: blanks, or the quotes and the comma of a list. */
const BLANKS = /(?:[ \t]{1,8}|\\{0,7}["'],?[ \t]{0,8}(?=\\{0,7}["']))/y;
/** Between the name of a variable and its value in a list of variables, as in the specification of a pod, and between two attributes. */
const VALUE_FIELD =
  /\\{0,7}["'`]?(?:[,\s]|\\[nrt]){1,40}\\{0,7}["'`]?value\\{0,7}["'`]?[ \t]{0,8}[:=][ \t]{0,64}/iy;
/** The name of a variable of the environment. */
export const VARIABLE = /^[A-Z][A-Z0-9_]*$/;
const QUOTE = /["'`\\]/;
/** Between the name of an element of XML, or the value of its last attribute, and its content, which its end tag follows; also encoded. */
const ELEMENT =
  /["']?(?:>|&gt;|\\u003e)(?:<!\[CDATA\[)?(?=[^\s<>&\\\]]{1,4096}(?:\]\]>)?(?:<|&lt;|\\u003c)\/)/iy;
const START_TAG = /(?:<|&lt;|\\u003c)(?:[\w.:-]{1,40}\s[^<>&]{0,60}=["']|[\w.-]{1,30}:)?$/i;
/** The beginning of a list, which Go may print with its type. */
const LIST = /\[(?:\d{0,4}\](?:string|interface \{\}|any)\{)?/y;
/** The words before a password in a file of netrc, and the blanks after its name. */
const LOGIN = /(?:^|\s)login\s{1,8}\S{1,100}\s{1,8}$/;
const LOGIN_BLANKS = /[ \t]{1,8}/y;
/** Longest text before a name that is looked at. */
const MAX_BEFORE = 128;
/** Schemes of authentication (RFC 9110, section 11; the registry of IANA) and those of well-known services. */
const SCHEME =
  /(?:apikey|basic|bearer|concealed|digest|dpop|gnap|hawk|hoba|mutual|negotiate|oauth|private-token|scram-sha-\d{1,3}|token|vapid)[ \t]{1,8}/iy;
const AUTHORIZATION = /authorization$/i;
/** What may follow the value of a field in a text that is no prose: the end of the line, another field, a comment. */
const NO_PROSE = /[ \t]{0,64}(?:$|[\r\n,;)\]}"'`#]|\\[nr]|-{0,2}[\w.-]{1,64}["']?[ \t]{0,8}[:=])/y;

/** Finds the values behind the names in a text. All values of a text are found in time linear in its length. */
export class ValuePlaces {
  readonly #text: string;
  readonly #unquoted: UnquotedValues;
  readonly #quoted: QuotedValues;

  constructor(text: string) {
    this.#text = text;
    this.#unquoted = new UnquotedValues(text);
    this.#quoted = new QuotedValues(text);
  }

  /** Returns whether a value may follow a name that ends at a position, by the next character. */
  mayFollow(end: number): boolean {
    return AFTER_NAME.has(this.#text.charAt(end));
  }

  /** Returns where the value behind a name is; `undefined` if there is none. */
  after(name: Span): PlacedValue | undefined {
    const sign = this.#signAfter(name);
    if (sign === undefined) return undefined;
    const text = this.#text;
    const block = sign.join === 'colon' ? this.#quoted.blockAt(sign.end) : undefined;
    if (block !== undefined) return { join: 'colon', value: block, hasScheme: false };
    const first = matchAt(LIST, text, sign.end)?.end ?? sign.end;
    const quote = matchAt(OPENING_QUOTE, text, first);
    const begin = quote === undefined ? first : quote.end;
    const scheme = this.#isAuthorization(name) ? matchAt(SCHEME, text, begin) : undefined;
    const start = scheme?.end ?? begin;
    const end =
      quote === undefined ? this.#unquoted.endAt(start) : this.#quoted.endAt(quote, start);
    const value = { start, end };
    const mayBeProse =
      sign.join === 'colon' && quote === undefined && ' \t'.includes(text.charAt(first - 1));
    const isProse = mayBeProse && matchAt(NO_PROSE, text, end) === undefined;
    return { join: isProse ? 'prose' : sign.join, value, hasScheme: scheme !== undefined };
  }

  #signAfter(name: Span): Sign | undefined {
    const text = this.#text;
    const sign = matchAt(SIGN, text, name.end);
    if (sign !== undefined) {
      const isColon = /:|%3a/i.test(text.slice(sign.start, sign.end));
      return { join: isColon ? 'colon' : 'equals', end: sign.end };
    }
    const isOption = text.charAt(name.start) === '-';
    return (
      (isOption ? this.#signOf('option', BLANKS, name.end) : undefined) ??
      (this.#hasValueField(name)
        ? this.#signOf('value_field', VALUE_FIELD, name.end)
        : undefined) ??
      (this.#isElement(name) ? this.#signOf('element', ELEMENT, name.end) : undefined) ??
      (this.#isLogin(name) ? this.#signOf('login', LOGIN_BLANKS, name.end) : undefined)
    );
  }

  #signOf(join: Join, expression: RegExp, at: number): Sign | undefined {
    const found = matchAt(expression, this.#text, at);
    return found && { join, end: found.end };
  }

  #isAuthorization({ start, end }: Span): boolean {
    return AUTHORIZATION.test(this.#text.slice(Math.max(start, end - 13), end));
  }

  #hasValueField({ start, end }: Span): boolean {
    return QUOTE.test(this.#text.charAt(end)) || VARIABLE.test(this.#text.slice(start, end));
  }

  #isElement({ start, end }: Span): boolean {
    return '>&\\"\''.includes(this.#text.charAt(end)) && START_TAG.test(this.#before(start));
  }

  #isLogin({ start, end }: Span): boolean {
    return this.#text.slice(start, end) === 'password' && LOGIN.test(this.#before(start));
  }

  #before(at: number): string {
    return this.#text.slice(Math.max(0, at - MAX_BEFORE), at);
  }
}
