import { cloudNamed, imageOf } from '../catalog/clouds.ts';
import { JOBS } from '../catalog/jobs.ts';
import { REPOSITORY } from '../catalog/repositories.ts';
import { Random } from '../random/random.ts';
import type { Job } from './job.ts';

/** What the entries of all families have in common. */
export interface Basics {
  readonly name: string;
  readonly cloud: string;
  readonly networking: string;
  readonly distro: string;
  readonly k8s_version: string;
  readonly kops_version: string;
  readonly extra_flags?: string | undefined;
  readonly feature_flags?: string | undefined;
  readonly cloud_annotation?: string | undefined;
  readonly lease_type?: string | undefined;
  readonly extra_labels?: Readonly<Record<string, string>> | undefined;
}

type FromBasics = Omit<
  Job,
  'family' | 'branch' | 'marker' | 'runsPerDay' | 'annotations' | 'args' | 'share'
>;

/** The part of a job that follows from where it runs. */
export function baseOf(basics: Basics): FromBasics {
  const { name, cloud, networking, distro, k8s_version, kops_version, extra_flags } = basics;
  const { clusters, labels, boskos, env } = cloudNamed(cloud);
  return {
    name,
    cloud,
    networking,
    distro,
    k8s_version,
    kops_version,
    // Where a job runs is configuration: the same whatever the seed.
    cluster: new Random('cluster', name).weighted(clusters),
    labels: { ...labels, ...basics.extra_labels },
    env: {
      ...env,
      KUBE_SSH_USER: imageOf(distro, cloud).sshUser,
      GINKGO_NO_COLOR: 'TRUE',
      ...(basics.feature_flags === undefined ? {} : { KOPS_FEATURE_FLAGS: basics.feature_flags }),
    },
    zones: /--zones=(\S+)/.exec(extra_flags ?? '')?.[1]?.split(','),
    leaseType: basics.lease_type ?? boskos?.type,
    timeout: JOBS.timeout,
    ...JOBS.defaults,
  };
}

/** The branch that a kOps version is built from. */
export function branchOf(kopsVersion: string): string {
  return kopsVersion === 'latest' ? REPOSITORY.default_branch : `release-${kopsVersion}`;
}
