import type { DimensionPolicy } from '../../policy/dimensions.ts';
import { architectureIn } from './architecture.ts';
import { canonicalValues } from './canonical-values.ts';
import { distroOfImage } from './canonical.ts';
import type { DimensionValues, JobDescription } from './dimension.ts';

/**
 * `--name=value`, `--name="value"` or `--name` at any position: flags are nested in quotes and in scripts. A value that
 * begins with a hyphen is a nested flag, not a value.
 */
const FLAG = /--([a-z0-9-]+)(?:=\\?["']?(?!-)([^\s"'\\]+))?/g;

const FEATURE_FLAGS = /\bKOPS_FEATURE_FLAGS=\\?["']?([\w,+-]+)/;

/** Returns the flags in the arguments of containers, by name; of a repeated flag the last value counts. */
export function flagsOf(args: readonly string[]): ReadonlyMap<string, string | undefined> {
  return new Map(
    args.flatMap((arg) => [...arg.matchAll(FLAG)].map(([, name = '', value]) => [name, value])),
  );
}

/** Returns the values in the flags of kubetest2 and kOps. */
export function dimensionsFromFlags(
  { args }: JobDescription,
  policy: DimensionPolicy,
): DimensionValues {
  const flags = flagsOf(args);
  const isKops = args.some((arg) => /\bkubetest2\b/.test(arg));
  return canonicalValues(
    {
      cloud: flags.get('cloud-provider'),
      region: flags.get('zones'),
      networking: flags.get('networking'),
      distro: distroOfImage(flags.get('image') ?? '', policy),
      architecture: architectureIn(flags.get('image') ?? ''),
      kubernetes_version: flags.get('kubernetes-version'),
      kops_version: flags.get('kops-version-marker'),
      kops_channel: flags.get('channel'),
      feature_flags: args.map((arg) => FEATURE_FLAGS.exec(arg)?.[1]).find((found) => found),
      ip_family: flags.has('ipv6') ? 'ipv6' : isKops ? 'ipv4' : undefined,
      scale: flags.get('node-count'),
    },
    policy,
  );
}
