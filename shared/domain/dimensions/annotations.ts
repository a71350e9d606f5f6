import type { DimensionPolicy } from '../../policy/dimensions.ts';
import { canonicalValues } from './canonical-values.ts';
import type { DimensionValues, JobDescription } from './dimension.ts';

/** Returns the values in the annotations that kOps' job generator writes. */
export function dimensionsFromAnnotations(
  { annotations }: JobDescription,
  policy: DimensionPolicy,
): DimensionValues {
  const read = (name: string): string | undefined => {
    const key = policy.annotation_prefix + name;
    const value = Object.hasOwn(annotations, key) ? annotations[key] : undefined;
    return value === '' ? undefined : value;
  };
  return canonicalValues(
    {
      cloud: read('cloud'),
      region: /--zones=([\w,-]+)/.exec(read('extra_flags') ?? '')?.[1],
      networking: read('networking'),
      distro: read('distro'),
      kubernetes_version: read('k8s_version'),
      kops_version: read('kops_version'),
      kops_channel: read('kops_channel'),
      feature_flags: read('feature_flags'),
      ip_family: /--ipv6\b/.test(read('extra_flags') ?? '') ? 'ipv6' : undefined,
    },
    policy,
  );
}
