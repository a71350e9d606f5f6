import type { JobDescription, Values } from './dimension.ts';
import { present } from './present.ts';

/** What scripts are told, above all the versions of upgrades: A is upgraded to B. */
export function fromEnvironment({ env }: JobDescription): Values {
  const read = (name: string): string | undefined => {
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    return value === '' ? undefined : value;
  };
  return present({
    cloud: read('CLOUD_PROVIDER'),
    networking: read('NETWORKING') ?? read('CNI_PLUGIN'),
    kubernetes_version: read('K8S_VERSION_B'),
    kubernetes_version_from: read('K8S_VERSION_A'),
    kops_version: read('KOPS_VERSION_B'),
    kops_version_from: read('KOPS_VERSION_A'),
    feature_flags: read('KOPS_FEATURE_FLAGS'),
    scale: read('KUBE_NODE_COUNT'),
  });
}
