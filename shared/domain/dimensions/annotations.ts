import type { JobDescription, Values } from './dimension.ts';
import { POLICY } from '../../policy/dimensions.ts';
import { present } from './present.ts';

/** What kOps' job generator writes down, so that nobody has to take names apart. */
export function fromAnnotations({ annotations }: JobDescription): Values {
  const read = (name: string): string | undefined => {
    const key = POLICY.annotation_prefix + name;
    const value = Object.hasOwn(annotations, key) ? annotations[key] : undefined;
    return value === '' ? undefined : value;
  };
  return present({
    cloud: read('cloud'),
    region: /--zones=([\w,-]+)/.exec(read('extra_flags') ?? '')?.[1],
    networking: read('networking'),
    distro: read('distro'),
    kubernetes_version: read('k8s_version'),
    kops_version: read('kops_version'),
    kops_channel: read('kops_channel'),
    feature_flags: read('feature_flags'),
    ip_family: /--ipv6\b/.test(read('extra_flags') ?? '') ? 'ipv6' : undefined,
  });
}
