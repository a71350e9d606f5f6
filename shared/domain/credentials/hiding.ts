import { compiledOnce } from '../../policy/compiled-once.ts';
import type { CredentialPolicy } from '../../policy/credentials.ts';

/** Text that replaces a secret in a row. */
export const HIDDEN = '(hidden)';

/** A private key, to its end or to the end of a text that was cut. */
const PRIVATE_KEY = String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`;
/** User name and password in a URL. */
const PASSWORD = String.raw`(?<=://)[^/\s:@]*:[^/\s@]+(?=@)`;

/** Every alternative is a fixed prefix and one run of characters, so that matching takes linear time. */
const secretPattern = compiledOnce(({ hidden: { forms } }: CredentialPolicy) => {
  const ofForms = forms.map(
    ({ begins, of, at_least }) => `${RegExp.escape(begins)}${of}{${at_least},}`,
  );
  return new RegExp([PRIVATE_KEY, PASSWORD, ...ofForms].join('|'), 'g');
});

/** Returns a text with everything replaced that has the form of a secret. */
export function withoutSecrets(text: string, policy: CredentialPolicy): string {
  return text.replace(secretPattern(policy), HIDDEN);
}

/** Returns whether a variable contains a secret, judging by its name; the path of a secret is not a secret. */
export function holdsSecret(name: string, value: string, policy: CredentialPolicy): boolean {
  if (Object.hasOwn(policy.secret_variables, name)) return true;
  const { words, paths } = policy.hidden;
  const capitals = name.toUpperCase();
  const isPath = value.startsWith('/') && paths.some((end) => capitals.endsWith(end));
  return !isPath && words.some((word) => `${capitals}_`.includes(`${word}_`));
}
