import { distroOfImage } from './canonical.ts';
import type { JobDescription, Values } from './dimension.ts';
import { present } from './present.ts';

/**
 * `--name=value`, `--name="value"` or `--name`, wherever it stands: flags are nested in quotes, and in scripts. What begins
 * like a flag is no value, but one of those nested.
 */
const FLAG = /--([a-z0-9-]+)(?:=\\?["']?(?!-)([^\s"'\\]+))?/g;

const FEATURE_FLAGS = /\bKOPS_FEATURE_FLAGS=\\?["']?([\w,+-]+)/;

/** The flags in the arguments of containers, by their names; of those given twice the last. */
export function flagsOf(args: readonly string[]): ReadonlyMap<string, string | undefined> {
  return new Map(
    args.flatMap((arg) => [...arg.matchAll(FLAG)].map(([, name = '', value]) => [name, value])),
  );
}

/** What kubetest2 and kOps are told. */
export function fromFlags({ args }: JobDescription): Values {
  const flags = flagsOf(args);
  const isKops = args.some((arg) => /\bkubetest2\b/.test(arg));
  return present({
    cloud: flags.get('cloud-provider'),
    region: flags.get('zones'),
    networking: flags.get('networking'),
    distro: distroOfImage(flags.get('image') ?? ''),
    kubernetes_version: flags.get('kubernetes-version'),
    kops_version: flags.get('kops-version-marker'),
    kops_channel: flags.get('channel'),
    feature_flags: args.map((arg) => FEATURE_FLAGS.exec(arg)?.[1]).find((found) => found),
    ip_family: flags.has('ipv6') ? 'ipv6' : isKops ? 'ipv4' : undefined,
    scale: flags.get('node-count'),
  });
}
