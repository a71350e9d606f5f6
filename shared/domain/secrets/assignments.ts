import type { SecretPolicy } from '../../policy/secrets.ts';
import { strengthOf, type NameStrength } from './secret-names.ts';
import { isNameLike, isPlainValue, isShortNumber, looksRandom } from './secret-values.ts';
import { isIn, matchAt, NOWHERE, type Span } from './span.ts';
import { ValuePlaces, VARIABLE, type PlacedValue } from './value-place.ts';

/** Longest name of a variable, an option or a field, on each side of the word by which it is found. */
const MAX_NAME = 80;
/** Characters at the beginning of a value by which it is judged, so that the time for a text is linear in its length. */
const MAX_SAMPLE = 256;
/** Longest name of a test before the name of a subtest. */
const MAX_TEST = 200;

/** The letters and digits of an escape. */
const ESCAPE = /u00[0-9a-f]{2}|[bfnrtv]/iy;
/** Before a part of the query of a URL; also encoded. */
const QUERY = /(?:[?&]|\\u0026|&amp;)$/;

/** For each character of ASCII, whether names have it. */
const IN_NAMES = Array.from({ length: 128 }, (_, code) => /[\w.-]/.test(String.fromCharCode(code)));

/** The name of a test of Go before the name of a subtest, as in `TestLogin/password=short`. */
const TEST = /(?:^|[\s"'`(,:])(?:Benchmark|Example|Fuzz|Test)(?![a-z])[^\s"'`]*\/$/;
/** The annotation of a pod that has the checksum of a secret. */
const CHECKSUM = 'checksum/';

/** Finds the secrets that a text assigns to names, such as `--token=…`, `password: …`, `"clientSecret":"…"`, `{name: TOKEN, value: …}`. */
export class AssignedSecrets {
  readonly #text: string;
  readonly #policy: SecretPolicy;
  readonly #places: ValuePlaces;
  /** The name that was looked at last: it may have several words of secrets. */
  #name: Span = NOWHERE;

  constructor(text: string, policy: SecretPolicy) {
    this.#text = text;
    this.#policy = policy;
    this.#places = new ValuePlaces(text);
  }

  /**
   * Returns the value of the name around a position, if it is a secret.
   *
   * @returns `undefined` also for a name that was looked at the last time
   */
  around(at: number): Span | undefined {
    if (isIn(at, this.#name)) return undefined;
    this.#name = nameAround(this.#text, at);
    const { start, end } = this.#name;
    if (!this.#places.mayFollow(end)) return undefined;
    const name = this.#text.slice(start, end);
    const strength = strengthOf(name, this.#policy);
    if (strength === undefined || isPartOfName(this.#text, start)) return undefined;
    const placed = this.#places.after(this.#name);
    return placed !== undefined && this.#isSecret(placed, { name, start, strength })
      ? placed.value
      : undefined;
  }

  #isSecret(
    { join, value: { start, end }, hasScheme }: PlacedValue,
    name: { readonly name: string; readonly start: number; readonly strength: NameStrength },
  ): boolean {
    const value = this.#text.slice(start, Math.min(end, start + MAX_SAMPLE));
    if (isPlainValue(value, this.#policy)) return false;
    if (hasScheme || looksRandom(value)) return true;
    const { strength } = name;
    if (strength === 'secret') return this.#isTold(join, name) && !isNameLike(value);
    if (strength === 'password_ending' && isShortNumber(value)) return false;
    return join !== 'prose' || (/\d/.test(value) && /[a-z]/i.test(value));
  }

  /** Returns whether a value is that of an option, a variable or a part of a query, which is hidden also if it does not look random. */
  #isTold(
    join: PlacedValue['join'],
    { name, start }: { readonly name: string; readonly start: number },
  ): boolean {
    if (join === 'option' || join === 'value_field') return true;
    if (QUERY.test(this.#text.slice(Math.max(0, start - 6), start))) return true;
    if (join === 'colon') return name.includes('_') && VARIABLE.test(name);
    return join === 'equals' && (name.startsWith('-') || VARIABLE.test(name));
  }
}

function nameAround(text: string, at: number): Span {
  let start = at;
  while (at - start < MAX_NAME && IN_NAMES[text.charCodeAt(start - 1)] === true) start--;
  // An escape, as in `\ntoken: …` and `\u0026token=…`, is no part of the name.
  if (start < at && text.charAt(start - 1) === '\\') {
    start = Math.min(at, matchAt(ESCAPE, text, start)?.end ?? start);
  }
  let end = at;
  while (end - at < MAX_NAME && IN_NAMES[text.charCodeAt(end)] === true) end++;
  while (end > at && text.charAt(end - 1) === '.') end--;
  return { start, end };
}

/** Returns whether a name is the rest of another one that names no secret: of a subtest, or of the checksum of a secret. */
function isPartOfName(text: string, start: number): boolean {
  if (text.charAt(start - 1) !== '/') return false;
  const before = text.slice(Math.max(0, start - MAX_TEST), start);
  return before.endsWith(CHECKSUM) || TEST.test(before);
}
