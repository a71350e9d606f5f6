import { compiledOnce } from '../../policy/compiled-once.ts';
import type { DimensionPolicy } from '../../policy/dimensions.ts';
import { architectureIn } from './architecture.ts';
import { canonicalValues } from './canonical-values.ts';
import type { DimensionValues, JobDescription } from './dimension.ts';

/** Regular expressions for the names that the policy has. */
interface NamePatterns {
  readonly cloud: string;
  readonly networking: string;
  readonly distro: string;
}

/** A form of job names in which every value has a fixed position. */
interface NameShape {
  readonly pattern: RegExp;
  /** Default values, which names omit. */
  readonly implied: DimensionValues;
}

const VERSION = '(?:\\d{2,3}|latest|stable|ci)';

const jobNameGrammar = compiledOnce((policy: DimensionPolicy) => {
  const names = namePatterns(policy);
  return { shapes: nameShapes(names), parts: nameParts(names) };
});

function namePatterns({ clouds, networking, distros }: DimensionPolicy): NamePatterns {
  return {
    cloud: oneOf(Object.entries(clouds).flatMap(([name, { synonyms }]) => [name, ...synonyms])),
    networking: oneOf(Object.entries(networking).flat(2)),
    distro: `${oneOf(Object.keys(distros))}(?:arm64)?`,
  };
}

/** Longer names come first: `cilium-eni` before `cilium`. Names have no special characters. */
function oneOf(names: readonly string[]): string {
  return `(?:${names.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|')})`;
}

/**
 * Returns the grammar of names that state everything at fixed positions:
 *
 * ```
 * grid     = "e2e-kops-grid" ["-" cloud] "-" networking "-" distro "-k" version ["-ko" version]
 * upgrade  = ("e2e" | "pull") "-kops-" cloud "-upgrade-k" version "-ko" version "-to-k" version "-ko" version ["-many-addons"]
 * pipeline = "e2e-kops-pipeline-updown-kops-" ("master" | version)
 * version  = 2 or 3 digits (35 and 135 are 1.35) | "latest" | "stable" | "ci"
 * ```
 *
 * A grid job without a cloud runs on AWS; one without `-ko` tests the latest kOps.
 */
function nameShapes({ cloud, networking, distro }: NamePatterns): readonly NameShape[] {
  return [
    {
      pattern: new RegExp(
        `^e2e-kops-grid(?:-(?<cloud>${cloud}))?-(?<networking>${networking})-(?<distro>${distro})` +
          `-k(?<kubernetes_version>${VERSION})(?:-ko(?<kops_version>${VERSION}))?$`,
      ),
      implied: { cloud: 'aws', kops_version: 'latest' },
    },
    {
      pattern: new RegExp(
        `^(?:e2e|pull)-kops-(?<cloud>${cloud})-upgrade-k(?<kubernetes_version_from>${VERSION})-ko(?<kops_version_from>${VERSION})` +
          `-to-k(?<kubernetes_version>${VERSION})-ko(?<kops_version>${VERSION})(?:-many-addons)?$`,
      ),
      implied: {},
    },
    {
      pattern: new RegExp(`^e2e-kops-pipeline-updown-kops-(?<kops_version>master|${VERSION})$`),
      implied: {},
    },
  ];
}

/** Returns patterns for the parts of other names, which are separated by hyphens. There the name of a cloud is not a network plugin. */
function nameParts({ cloud, networking, distro }: NamePatterns): Readonly<Record<string, RegExp>> {
  return {
    cloud: new RegExp(`-(${cloud})(?=-|$)`),
    networking: new RegExp(`-(?!${cloud}(?:-|$))(${networking})(?=-|$)`),
    distro: new RegExp(`-(${distro})(?=-|$)`),
    kubernetes_version: /-(?:k8s-|conformance-)((?:1-)?\d{2}|ci|latest|stable)(?=-|$)/,
    kops_version: /-ko(\d{2,3}|latest|stable)(?=-|$)/,
    ip_family: /-(ipv6)(?=-|$)/,
    scale: /-(scale)(?=-|$)/,
  };
}

const IS_KOPS = /(?:^|-)kops(?:-|$)/;

/** Returns the values in the name of one of kOps' jobs, and the architecture in any name. */
export function dimensionsFromName(
  { name }: JobDescription,
  policy: DimensionPolicy,
): DimensionValues {
  const values = IS_KOPS.test(name) ? valuesInKopsName(name, policy) : {};
  return canonicalValues({ architecture: architectureIn(name), ...values }, policy);
}

function valuesInKopsName(name: string, policy: DimensionPolicy): DimensionValues {
  const { shapes, parts } = jobNameGrammar(policy);
  for (const { pattern, implied } of shapes) {
    const groups = pattern.exec(name)?.groups;
    if (groups !== undefined) return { ...implied, ...canonicalValues(groups, policy) };
  }
  const found = Object.entries(parts).map(([dimension, pattern]) => [
    dimension,
    pattern.exec(name)?.[1]?.replace(/^1-(?=\d)/, '1.'),
  ]);
  return canonicalValues(Object.fromEntries(found) as Record<string, string | undefined>, policy);
}
