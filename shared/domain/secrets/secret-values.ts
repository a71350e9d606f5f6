import { compiledOnce } from '../../policy/compiled-once.ts';
import type { SecretPolicy } from '../../policy/secrets.ts';

/** References to variables, place holders and formats, as in `$TOKEN`, `<token>`, `{{ token }}` and `%s`. */
const PLACE_HOLDER = /^(?:\$[a-z_{(]|<|\{\{|%[+#]?[a-z]$|(?:[*•…]+|x{3,}|[.-]{1,3}|[|>][-+]?)$)/i;
/** Values that were hidden before, by this or another program. */
const HIDDEN_BEFORE = /^[([]?(?:hidden|redacted|masked|omitted)/i;
/** Values as Go prints them: pointers, addresses, structures, lists and maps. */
const GO_VALUE = /^(?:[[{(]|[*&](?:[[{(]|\w+(?:[.{]|$))|map\[|\w{1,40}\.[A-Z]\w*$|0x[0-9a-f]+$)/;
const PATH = /^(?:~|\.{1,2})?\/(?![A-Za-z0-9/+]{39}$)[^=+]*$/;
const URL = /^[a-z][a-z0-9+.-]*:\/\//i;
const DIGEST = /^sha\d{1,3}[:-]/i;
const TIME = /^\d{4}-\d\d-\d\d(?:T|$)/;
const DURATION = /^(?:\d+(?:\.\d+)?(?:h|m|s|ms|us|µs|ns))+$/;

const NO_SECRETS = [PLACE_HOLDER, HIDDEN_BEFORE, GO_VALUE, PATH, URL, DIGEST, TIME, DURATION];

/** Longest value that may be one of the plain words. */
const MAX_PLAIN = 32;

const plainWords = compiledOnce(({ plain }: SecretPolicy) => new Set(plain));

/** Returns whether a value with the name of a secret is none: a word of the policy, a place holder, a path, a digest, a time. */
export function isPlainValue(value: string, policy: SecretPolicy): boolean {
  return (
    value === '' ||
    (value.length <= MAX_PLAIN && plainWords(policy).has(value.toLowerCase())) ||
    NO_SECRETS.some((form) => form.test(value))
  );
}

/** Shortest value that can be told from a word. */
const MIN_RANDOM = 8;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Names of objects, files, versions and images: words in lower case with something between them. */
const NAME = /^[a-z0-9]+(?:[-._/:@]+[a-z0-9]+)+$/;
/** Two parts of many characters, as bootstrap tokens of Kubernetes have. */
const TWO_PARTS = /^[a-z0-9]{6}\.[a-z0-9]{16}$/;

/** A word, or words and short parts with something between them. */
const WORDS = /^(?:[a-z]+|(?:[a-z]+|[a-z0-9]{1,10})(?:[-._/:@]+(?:[a-z]+|[a-z0-9]{1,10}))+)$/;
const SHORT_NUMBER = /^\d{1,8}(?:[,.]\d{1,8})*$/;

/** Returns whether a value looks like the name of an object, such as that of a secret, or like a count. */
export function isNameLike(value: string): boolean {
  return isShortNumber(value) || WORDS.test(value);
}

/** Returns whether a value is a number, or a list of numbers, that may be counts. */
export function isShortNumber(value: string): boolean {
  return SHORT_NUMBER.test(value);
}

/** Returns whether a value looks random: it has letters and digits, or signs of Base64, and is no name of an object. */
export function looksRandom(value: string): boolean {
  if (value.length < MIN_RANDOM) return false;
  if (UUID.test(value) || TWO_PARTS.test(value)) return /\d/.test(value);
  if (NAME.test(value)) return false;
  return /[a-z]/i.test(value) && /[\d+!#$%^*~]|=$/.test(value);
}
