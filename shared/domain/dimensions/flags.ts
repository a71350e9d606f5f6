import type { JobDescription, Values } from './dimension.ts';
import { present } from './present.ts';

/** `--name=value` or `--name`, wherever it stands: flags are nested in quotes, and in scripts. */
const FLAG = /--([a-z0-9-]+)(?:=([^\s"'\\]+))?/g;

/** The flags in the arguments of containers, by their names; of those given twice the last. */
export function flagsOf(args: readonly string[]): ReadonlyMap<string, string | undefined> {
  return new Map(
    args.flatMap((arg) =>
      [...arg.replaceAll(/["']/g, ' ').matchAll(FLAG)].map(([, name = '', value]) => [name, value]),
    ),
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
    kubernetes_version: flags.get('kubernetes-version'),
    kops_version: flags.get('kops-version-marker'),
    kops_channel: flags.get('channel'),
    ip_family: flags.has('ipv6') ? 'ipv6' : isKops ? 'ipv4' : undefined,
    scale: flags.get('node-count'),
  });
}
