import { z } from 'zod';
import type { DimensionPolicy } from './dimensions.ts';
import { hyphenatedName, parsePolicy, policyVersion } from './parse.ts';
import { matchesWildcard } from './wildcard.ts';

/** A name, or a prefix of names followed by `*`. */
const names = z.string().regex(/^[^*\s]+\*?$/, 'a name, or its beginning and a * at the end');
const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a variable');

const schema = z.strictObject({
  version: policyVersion,
  /** Purposes of credentials that are not clouds of dimensions.json. */
  others: z.array(hyphenatedName),
  /** Labels by which Prow merges credentials into a pod. */
  presets: z.record(
    hyphenatedName,
    z.strictObject({ cloud: hyphenatedName, kind: z.enum(['static', 'short_lived']) }),
  ),
  /** Service accounts, with the cloud that they are bound to; `cluster/account` if build clusters differ. */
  service_accounts: z.record(names, hyphenatedName),
  /** Names of secrets, with their cloud. */
  secrets: z.record(names, hyphenatedName),
  /** Variables that hold secrets, with their cloud: for secrets that are not listed, and for plain values. */
  secret_variables: z.record(variable, hyphenatedName),
  /** Audiences of service-account tokens, with their cloud. */
  audiences: z.record(names, hyphenatedName),
  /** Variables that together make a client exchange a token for a role; the first one names the role. */
  roles: z.array(z.strictObject({ cloud: hyphenatedName, variables: z.array(variable).min(1) })),
});

export type CredentialPolicy = z.infer<typeof schema>;

/**
 * Returns the policy in `infra/policy/credentials.json`.
 *
 * @param clouds the clouds of the policy of dimensions, by name
 * @throws PolicyError if the value does not follow the schema, or names a cloud that neither it nor `clouds` has
 */
export function parseCredentialPolicy(
  value: unknown,
  { clouds }: Pick<DimensionPolicy, 'clouds'>,
): CredentialPolicy {
  const withKnownClouds = schema.superRefine((policy, context) => {
    const known = new Set([...Object.keys(clouds), ...policy.others]);
    for (const [cloud, ...path] of cloudsWithPaths(policy)) {
      if (known.has(cloud)) continue;
      const message = `${cloud} is neither a cloud of dimensions.json nor one of "others"`;
      context.addIssue({ code: 'custom', path, message });
    }
  });
  return parsePolicy(withKnownClouds, 'credentials.json', value);
}

/** Returns each cloud that the lists name, followed by its path. */
function cloudsWithPaths(policy: CredentialPolicy): readonly (readonly [string, ...string[]])[] {
  const lists = ['service_accounts', 'secrets', 'secret_variables', 'audiences'] as const;
  return [
    ...Object.entries(policy.presets).map(([name, { cloud }]) => [cloud, 'presets', name] as const),
    ...policy.roles.map(({ cloud }, i) => [cloud, 'roles', String(i)] as const),
    ...lists.flatMap((list) =>
      Object.entries(policy[list]).map(([name, cloud]) => [cloud, list, name] as const),
    ),
  ];
}

/**
 * Returns the cloud that a list has for a name: that of the name's own entry, else that of the longest matching pattern.
 *
 * @returns `undefined` for a name that is not listed
 */
export function listedCloud(
  list: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  if (Object.hasOwn(list, name)) return list[name];
  const patterns = Object.keys(list).filter(
    (entry) => entry.includes('*') && matchesWildcard(entry, name),
  );
  const [longest] = patterns.sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : list[longest];
}
