import { POLICY } from '../../policy/credentials.ts';

/** What stands in a row where a secret stood. */
export const HIDDEN = '(hidden)';

const { words, paths, forms } = POLICY.hidden;

/** A private key to its end, or to that of a text which was cut; and the password in a URL. */
const PRIVATE_KEY = String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`;
const PASSWORD = String.raw`(?<=://)[^/\s:@]*:[^/\s@]+(?=@)`;

/** Each alternative takes time in proportion to the text: a fixed beginning, and one run of characters after it. */
const SECRET = new RegExp(
  [
    PRIVATE_KEY,
    PASSWORD,
    ...forms.map(({ begins, of, at_least }) => `${RegExp.escape(begins)}${of}{${at_least},}`),
  ].join('|'),
  'g',
);

/** A text with everything hidden that looks like a secret. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, HIDDEN);
}

/** Does a variable hold a secret, by its name? Where a secret lies is none. */
export function holdsSecret(name: string, value: string): boolean {
  if (Object.hasOwn(POLICY.secret_variables, name)) return true;
  const capitals = name.toUpperCase();
  const isPath = value.startsWith('/') && paths.some((end) => capitals.endsWith(end));
  return !isPath && words.some((word) => `${capitals}_`.includes(`${word}_`));
}
