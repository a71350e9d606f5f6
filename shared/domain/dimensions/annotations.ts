import type { DimensionPolicy } from '../../policy/dimensions.ts';
import { architectureIn } from './architecture.ts';
import { canonicalValues } from './canonical-values.ts';
import type { DimensionValues, JobDescription } from './dimension.ts';

/** Returns the values in the annotations that kOps' job generator writes, and the architecture that TestGrid shows. */
export function dimensionsFromAnnotations(
  { name: job, annotations }: JobDescription,
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
      architecture:
        architectureIn(`${read('distro') ?? ''} ${read('extra_flags') ?? ''}`) ??
        shownArchitecture(job, annotations),
      kubernetes_version: read('k8s_version'),
      kops_version: read('kops_version'),
      kops_channel: read('kops_channel'),
      feature_flags: read('feature_flags'),
      ip_family: /--ipv6\b/.test(read('extra_flags') ?? '') ? 'ipv6' : undefined,
    },
    policy,
  );
}

/** Returns the architecture that TestGrid's tab or description names, unless the job's name contradicts it. */
function shownArchitecture(
  job: string,
  annotations: JobDescription['annotations'],
): string | undefined {
  const shown = `${annotations['testgrid-tab-name'] ?? ''} ${annotations['description'] ?? ''}`;
  return architectureIn(shown) && architectureIn(`${job} ${shown}`);
}
