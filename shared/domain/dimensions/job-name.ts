import type { JobDescription, Values } from './dimension.ts';
import { POLICY } from '../../policy/dimensions.ts';
import { present } from './present.ts';

/** Of several names that fit the longest counts: `cilium-eni` before `cilium`. Names have no special characters. */
function oneOf(names: readonly string[]): string {
  return `(?:${names.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|')})`;
}

const CLOUD = oneOf(
  Object.entries(POLICY.clouds).flatMap(([name, { synonyms }]) => [name, ...synonyms]),
);
const NETWORKING = oneOf(
  Object.entries(POLICY.networking).flatMap(([name, synonyms]) => [name, ...synonyms]),
);
const DISTRO = `${oneOf(Object.keys(POLICY.distros))}(?:arm64)?`;
const VERSION = '(?:\\d{2,3}|latest|stable|ci)';

/**
 * The grammar of names that say everything at fixed places:
 *
 * ```
 * grid     = "e2e-kops-grid" ["-" cloud] "-" networking "-" distro "-k" version ["-ko" version]
 * upgrade  = ("e2e" | "pull") "-kops-" cloud "-upgrade-k" version "-ko" version "-to-k" version "-ko" version ["-many-addons"]
 * pipeline = "e2e-kops-pipeline-updown-kops-" ("master" | version)
 * version  = 2 or 3 digits (35 and 135 are 1.35) | "latest" | "stable" | "ci"
 * ```
 *
 * A grid job without a cloud is on AWS, one without `-ko` tests the latest kOps.
 */
const SHAPES: readonly { readonly pattern: RegExp; readonly implied: Values }[] = [
  {
    pattern: new RegExp(
      `^e2e-kops-grid(?:-(?<cloud>${CLOUD}))?-(?<networking>${NETWORKING})-(?<distro>${DISTRO})` +
        `-k(?<kubernetes_version>${VERSION})(?:-ko(?<kops_version>${VERSION}))?$`,
    ),
    implied: { cloud: 'aws', kops_version: 'latest' },
  },
  {
    pattern: new RegExp(
      `^(?:e2e|pull)-kops-(?<cloud>${CLOUD})-upgrade-k(?<kubernetes_version_from>${VERSION})-ko(?<kops_version_from>${VERSION})` +
        `-to-k(?<kubernetes_version>${VERSION})-ko(?<kops_version>${VERSION})(?:-many-addons)?$`,
    ),
    implied: {},
  },
  {
    pattern: new RegExp(`^e2e-kops-pipeline-updown-kops-(?<kops_version>master|${VERSION})$`),
    implied: {},
  },
];

/** What other names say somewhere between their hyphens. A cloud's name is no network plugin's there. */
const PARTS: Readonly<Record<string, RegExp>> = {
  cloud: new RegExp(`-(${CLOUD})(?=-|$)`),
  networking: new RegExp(`-(?!${CLOUD}(?:-|$))(${NETWORKING})(?=-|$)`),
  distro: new RegExp(`-(${DISTRO})(?=-|$)`),
  kubernetes_version: /-(?:k8s-|conformance-)((?:1-)?\d{2}|ci|latest|stable)(?=-|$)/,
  kops_version: /-ko(\d{2,3}|latest|stable)(?=-|$)/,
  ip_family: /-(ipv6)(?=-|$)/,
  scale: /-(scale)(?=-|$)/,
};

const IS_KOPS = /(?:^|-)kops(?:-|$)/;

/** What the name of one of kOps' jobs says; names of others are not looked into. */
export function fromName({ name }: JobDescription): Values {
  if (!IS_KOPS.test(name)) return {};
  for (const { pattern, implied } of SHAPES) {
    const groups = pattern.exec(name)?.groups;
    if (groups !== undefined) return { ...implied, ...present(groups) };
  }
  const found = Object.entries(PARTS).map(([dimension, pattern]) => [
    dimension,
    pattern.exec(name)?.[1]?.replace(/^1-(?=\d)/, '1.'),
  ]);
  return present(Object.fromEntries(found) as Record<string, string | undefined>);
}
