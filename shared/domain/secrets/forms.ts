import type { SecretPolicy } from '../../policy/secrets.ts';
import type { Needle } from './needle-parts.ts';
import type { Span } from './span.ts';

/** Escapes before a word, whose last character is no part of it: `\n`, `\u0026`, `%3D`. */
const ESCAPE = /(?:\\[nrt]|\\u00[0-9a-f]{2}|%[0-9a-f]{2})$/i;
const WORD_CHARACTER = /[A-Za-z0-9+_]/;

/** A secret that is known by its prefix and the characters after it. */
export class SecretForm {
  readonly needle: Needle;
  readonly #begins: string;
  readonly #atLeast: number;
  readonly #isAlone: boolean;
  /** For each character of ASCII, whether the form has it behind its prefix. */
  readonly #characters: readonly boolean[];

  constructor(begins: string, { of, at_least, alone }: SecretPolicy['forms'][number]) {
    const expression = new RegExp(of);
    this.#characters = Array.from({ length: 128 }, (_, code) =>
      expression.test(String.fromCharCode(code)),
    );
    this.#begins = begins;
    this.#atLeast = at_least;
    this.#isAlone = alone;
    const followedBy = this.#characters.flatMap((is, code) => (is ? [code] : []));
    this.needle = { text: begins, followedBy };
  }

  /** Returns what is hidden of a secret whose prefix, in any case, begins at a position; `undefined` if there is none. */
  spanAt(text: string, at: number): Span | undefined {
    if (!text.startsWith(this.#begins, at)) return undefined;
    if (this.#isAlone && !isAlone(text, at)) return undefined;
    const start = at + this.#begins.length;
    let end = start;
    while (this.#characters[text.charCodeAt(end)] === true) end++;
    return end - start < this.#atLeast ? undefined : { start, end };
  }
}

/** Returns whether no word goes on at a position. */
function isAlone(text: string, at: number): boolean {
  if (at === 0 || !WORD_CHARACTER.test(text.charAt(at - 1))) return true;
  return ESCAPE.test(text.slice(Math.max(0, at - 6), at));
}
