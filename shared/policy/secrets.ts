import { z } from 'zod';
import { parsePolicy, policyVersion } from './parse.ts';

const kind = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores');
const words = z.array(
  z.string().regex(/^[A-Z0-9]+(?:_[A-Z0-9]+)*$/, 'words in capitals, joined by _'),
);
const endings = z.array(z.string().regex(/^_[A-Z0-9_]+$/, 'the end of a name: _ and capitals'));

const names = z.strictObject({
  /** Words in the names of secrets, each at the end of a part of the name. */
  words,
  /**
   * Words at the end of names that name a secret in a text, but not in the environment of a container; with _ before it, only
   * behind another part of a name.
   */
  in_texts: z.array(
    z.string().regex(/^_?[A-Z0-9]+(?:_[A-Z0-9]+)*$/, 'words in capitals, joined by _'),
  ),
  /** Those of the words and of these whose values are hidden whatever they look like. */
  passwords: z.array(z.string()),
  /** Endings behind one of the words after which a name in a text still names a secret. */
  endings,
  /** Endings of the names of variables that may hold the path of a secret; an absolute path is not hidden. */
  paths: endings,
  /** Ends of names that have one of the words and name no secret, such as `NEXT_TOKEN`. */
  except: words,
});

/** Secrets by their form: a prefix, which stays, and a minimum number of characters of a class, which are hidden. */
const form = z.strictObject({
  kind,
  begins: z.array(z.string().regex(/^[!-~]{2,}$/, 'at least two visible characters of ASCII')),
  of: z.string().regex(/^\[[\w.+/=%~-]+\]$/, 'characters in brackets, such as [A-Za-z0-9_]'),
  at_least: z.int().min(8).max(1000),
  /** Whether the prefix counts only where no word goes on, because other texts contain it. */
  alone: z.boolean().default(false),
  /** The documentation of the form. */
  source: z.string().min(1),
});

const pattern = z.strictObject({
  kind,
  /** Texts in lower case of which every match contains one; only where they are is the pattern tried. */
  contains: z
    .array(z.string().regex(/^[ -@[-~]{4,}$/, 'at least four characters of ASCII, no capitals'))
    .min(1),
  /** Texts of which every match contains one as well, as they are written; a line without one is not matched, which takes longer. */
  and: z.array(z.string().min(2)).min(1).optional(),
  /** Syntax of RE2; what the only group matches is hidden. */
  pattern: z.string().min(1),
  /** Whether only a value that looks random is hidden. */
  is_random: z.boolean().default(false),
  source: z.string().min(1),
});

const schema = z
  .strictObject({
    version: policyVersion,
    names,
    /** Values that are no secret, whatever their name is, in lower case. */
    plain: z.array(z.string().regex(/^[^A-Z\s]+$/, 'a word in lower case')),
    forms: z.array(form),
    patterns: z.array(pattern),
  })
  .readonly();

export type SecretPolicy = z.infer<typeof schema>;

/**
 * Returns the policy in `infra/policy/secrets.json`.
 *
 * @throws PolicyError if the value does not follow the schema
 */
export function parseSecretPolicy(value: unknown): SecretPolicy {
  return parsePolicy(schema, 'secrets.json', value);
}
