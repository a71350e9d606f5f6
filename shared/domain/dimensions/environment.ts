import type { DimensionPolicy } from '../../policy/dimensions.ts';
import { canonicalValues } from './canonical-values.ts';
import type { DimensionValues, JobDescription } from './dimension.ts';

/** Returns the values in the environment of the job's scripts, such as the versions of upgrades: from A to B. */
export function dimensionsFromEnvironment(
  { env }: JobDescription,
  policy: DimensionPolicy,
): DimensionValues {
  const read = (name: string): string | undefined => {
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    return value === '' ? undefined : value;
  };
  return canonicalValues(
    {
      cloud: read('CLOUD_PROVIDER'),
      networking: read('NETWORKING') ?? read('CNI_PLUGIN'),
      kubernetes_version: read('K8S_VERSION_B'),
      kubernetes_version_from: read('K8S_VERSION_A'),
      kops_version: read('KOPS_VERSION_B'),
      kops_version_from: read('KOPS_VERSION_A'),
      feature_flags: read('KOPS_FEATURE_FLAGS'),
      scale: read('KUBE_NODE_COUNT'),
      variant: read('EXPERIMENT_VARIANT'),
    },
    policy,
  );
}
