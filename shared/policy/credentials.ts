import { z } from 'zod';
import json from '../../infra/policy/credentials.json' with { type: 'json' };
import { POLICY as DIMENSION_POLICY } from './dimensions.ts';

const word = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');
/** A name, or the beginning of several. */
const names = z.string().regex(/^[^*\s]+\*?$/, 'a name, or its beginning and a * at the end');
const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a variable');

const lists = z.strictObject({
  /** What credentials may be for that dimensions.json has no cloud of. */
  others: z.array(word),
  /** Labels that Prow merges credentials in by. */
  presets: z.record(word, z.strictObject({ cloud: word, kind: z.enum(['static', 'short_lived']) })),
  /** Accounts of build clusters, and what they are bound to; `cluster/account` where that is another in each. */
  service_accounts: z.record(names, word),
  /** Secrets by their names: of each what it is for. */
  secrets: z.record(names, word),
  /** Variables that hold secrets: for secrets that are not listed, and for values in plain sight. */
  secret_variables: z.record(variable, word),
  /** Whom a service-account token is for. */
  audiences: z.record(names, word),
  /** Variables that together make a client take a role in exchange for a token; the first one names it. */
  roles: z.array(z.strictObject({ cloud: word, variables: z.array(variable).min(1) })),
  /** What no row may have in it. */
  hidden: z.strictObject({
    /** Variables with one of these in their names, at the end of a word, hold secrets, as `secret_variables` do; */
    words: z.array(
      z.string().regex(/^[A-Z0-9]+(?:_[A-Z0-9]+)*$/, 'words in capitals, joined by _'),
    ),
    /** but those whose names end like this may say where one lies: an absolute path is no secret. */
    paths: z.array(z.string().regex(/^_[A-Z0-9_]+$/, 'the end of a name: _ and capitals')),
    /** Secrets by their looks, wherever they are: how they begin, and which characters follow. */
    forms: z.array(
      z.strictObject({
        begins: z.string().min(3),
        of: z.string().regex(/^\[[\w.+/=-]+\]$/, 'characters in brackets, such as [A-Za-z0-9_]'),
        at_least: z.int().min(8).max(1000),
      }),
    ),
  }),
});

export type CredentialPolicy = z.infer<typeof lists>;

const schema = lists.superRefine((policy, context) => {
  const known = new Set([...Object.keys(DIMENSION_POLICY.clouds), ...policy.others]);
  for (const [cloud, path] of cloudsIn(policy)) {
    if (known.has(cloud)) continue;
    const message = `${cloud} is neither a cloud of dimensions.json nor one of "others"`;
    context.addIssue({ code: 'custom', path: [...path], message });
  }
});

/** Every cloud that the lists name, and where. */
function cloudsIn(policy: CredentialPolicy): readonly (readonly [string, readonly string[]])[] {
  const byName = ['service_accounts', 'secrets', 'secret_variables', 'audiences'] as const;
  return [
    ...Object.entries(policy.presets).map(([name, { cloud }]) => at(cloud, 'presets', name)),
    ...policy.roles.map(({ cloud }, i) => at(cloud, 'roles', String(i))),
    ...byName.flatMap((list) =>
      Object.entries(policy[list]).map(([name, cloud]) => at(cloud, list, name)),
    ),
  ];
}

function at(cloud: string, ...path: readonly string[]): readonly [string, readonly string[]] {
  return [cloud, path];
}

/**
 * Checks what `infra/policy/credentials.json` holds.
 *
 * @throws Error which says what is wrong, and where
 */
export function parseCredentialPolicy(value: unknown): CredentialPolicy {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`infra/policy/credentials.json is wrong:\n${z.prettifyError(parsed.error)}`);
}

export const POLICY = parseCredentialPolicy(json);

/**
 * What a list has for a name: its own entry, else that of the longest beginning which ends with `*`.
 *
 * @returns `undefined` for what is not listed
 */
export function listed(list: Readonly<Record<string, string>>, name: string): string | undefined {
  if (Object.hasOwn(list, name)) return list[name];
  const beginnings = Object.keys(list).filter(
    (entry) => entry.endsWith('*') && name.startsWith(entry.slice(0, -1)),
  );
  const [longest] = beginnings.sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : list[longest];
}
