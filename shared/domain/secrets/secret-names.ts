import { compiledOnce } from '../../policy/compiled-once.ts';
import type { SecretPolicy } from '../../policy/secrets.ts';
import { isPlainValue, looksRandom } from './secret-values.ts';

/** How certain it is by its name alone that something is a secret. */
export type NameStrength = 'password' | 'secret';

/** Where a lower-case letter or a digit is followed by a capital. */
const CAMEL_CASE = /([a-z0-9])(?=[A-Z])/g;

/** Numbers at the end of a name. */
const NUMBER = /_?\d{1,3}$/;

const compiledNames = compiledOnce(({ names }: SecretPolicy) => ({
  ...names,
  /** Without separators as well: `apiKey`, `api-key` and `apikey` are the same name. */
  words: names.words.map((word) => [word, word.replaceAll('_', '')] as const),
  passwords: new Set(names.passwords),
}));

/**
 * Returns whether a variable contains a secret, judging by its name; the path of a secret is not a secret. It is generous,
 * since nothing but the name tells.
 */
export function holdsSecret(name: string, value: string, policy: SecretPolicy): boolean {
  const { words, paths } = policy.names;
  const capitals = name.toUpperCase();
  const isPath = value.startsWith('/') && paths.some((end) => capitals.endsWith(end));
  return !isPath && words.some((word) => `${capitals}_`.includes(`${word}_`));
}

/**
 * Returns whether the value of a field of a document is a secret: its name ends like that of a secret, and the value does not
 * look like a word or a name.
 */
export function isSecretField(name: string, value: string, policy: SecretPolicy): boolean {
  const strength = strengthOf(name, policy);
  if (strength === undefined || isPlainValue(value, policy)) return false;
  return strength === 'password' || looksRandom(value);
}

/** Returns how certain it is that a name in a text, such as `clientSecret`, names a secret; `undefined` if it names none. */
export function strengthOf(name: string, policy: SecretPolicy): NameStrength | undefined {
  const { words, passwords, endings, except } = compiledNames(policy);
  const canonical = name.replaceAll(CAMEL_CASE, '$1_').toUpperCase().replaceAll(/[.-]/g, '_');
  if (except.some((end) => canonical.endsWith(end))) return undefined;
  const candidates = [canonical, canonical.replace(NUMBER, '')];
  for (const end of endings)
    if (canonical.endsWith(end)) candidates.push(canonical.slice(0, -end.length));
  const found = words.find(([word, joined]) =>
    candidates.some((candidate) => candidate.endsWith(word) || candidate.endsWith(joined)),
  );
  if (found === undefined) return undefined;
  return passwords.has(found[0]) ? 'password' : 'secret';
}
