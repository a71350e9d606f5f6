import { compiledOnce } from '../../policy/compiled-once.ts';
import type { SecretPolicy } from '../../policy/secrets.ts';
import { remembered } from '../remembered.ts';
import { isPlainValue, isShortNumber, looksRandom } from './secret-values.ts';

/** How certain it is by its name alone that something is a secret; a name with the ending of a password may be that of a count. */
export type NameStrength = 'password' | 'password_ending' | 'secret';

/** Where a lower-case letter or a digit is followed by a capital. */
const CAMEL_CASE = /([a-z0-9])(?=[A-Z])/g;

/** Numbers at the end of a name. */
const NUMBER = /_?\d{1,3}$/;

const compiledNames = compiledOnce(({ names }: SecretPolicy) => ({
  ...names,
  /** Without separators as well: `apiKey`, `api-key` and `apikey` are the same name. */
  words: names.words.map(withoutSeparators),
  inTexts: names.in_texts.map(withoutSeparators),
  passwords: new Set(names.passwords),
}));

/** Judges names; a report repeats a few of them. */
const strengths = compiledOnce((policy: SecretPolicy) =>
  remembered((name) => judgedStrength(name, policy), { texts: 10_000, length: 200 }),
);

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
  const isCount = strength === 'password_ending' && isShortNumber(value);
  return (strength !== 'secret' && !isCount) || looksRandom(value);
}

/** Returns how certain it is that a name in a text, such as `clientSecret`, names a secret; `undefined` if it names none. */
export function strengthOf(name: string, policy: SecretPolicy): NameStrength | undefined {
  return strengths(policy)(name);
}

function judgedStrength(name: string, policy: SecretPolicy): NameStrength | undefined {
  const { words, passwords, endings, except, inTexts } = compiledNames(policy);
  const canonical = name.replaceAll(CAMEL_CASE, '$1_').toUpperCase().replaceAll(/[.-]/g, '_');
  if (except.some((end) => canonical.endsWith(end)) || canonical.startsWith('CHECKSUM/')) {
    return undefined;
  }
  const candidates = [canonical, canonical.replace(NUMBER, '')];
  for (const end of endings)
    if (canonical.endsWith(end)) candidates.push(canonical.slice(0, -end.length));
  const isEnding = ([word, joined]: readonly [string, string]): boolean =>
    candidates.some((candidate) => candidate.endsWith(word) || candidate.endsWith(joined));
  const [word] = words.find(isEnding) ?? [];
  if (word !== undefined) return passwords.has(word) ? 'password' : 'secret';
  const [ending] = inTexts.find(isEnding) ?? [];
  if (ending === undefined) return undefined;
  return passwords.has(ending) ? 'password_ending' : 'secret';
}

/** Returns a word, and how it is written without separators unless it begins with one. */
function withoutSeparators(word: string): readonly [string, string] {
  return [word, word.startsWith('_') ? word : word.replaceAll('_', '')];
}
