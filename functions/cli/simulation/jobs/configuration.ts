import { cloudByName, machineImage } from '../catalog/clouds.ts';
import { JOB_CATALOG } from '../catalog/jobs.ts';
import { REPOSITORY, type MarkerChannel } from '../catalog/repositories.ts';
import { SUITE } from '../catalog/tests.ts';
import { Random } from '../random.ts';
import type { Job } from './job.ts';

/** The common part of the catalog's entries. */
export interface JobEntry {
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

type JobBase = Omit<Job, 'family' | 'branch' | 'marker' | 'runsPerDay' | 'annotations' | 'args'>;

/** Returns the part of a job that follows from its dimensions and the defaults of the catalog. */
export function jobBase(entry: JobEntry): JobBase {
  const { name, cloud, networking, distro, k8s_version, kops_version, extra_flags } = entry;
  const { clusters, labels, boskos, env } = cloudByName(cloud);
  return {
    name,
    cloud,
    networking,
    distro,
    k8s_version,
    kops_version,
    // The build cluster is configuration, so it does not depend on the seed.
    cluster: new Random('cluster', name).weighted(clusters),
    labels: { ...labels, ...entry.extra_labels },
    env: {
      ...env,
      KUBE_SSH_USER: machineImage(distro, cloud).sshUser,
      GINKGO_NO_COLOR: 'TRUE',
      ...(entry.feature_flags === undefined ? {} : { KOPS_FEATURE_FLAGS: entry.feature_flags }),
    },
    zones: /--zones=(\S+)/.exec(extra_flags ?? '')?.[1]?.split(','),
    leaseType: entry.lease_type ?? boskos?.type,
    timeout: JOB_CATALOG.timeout,
    ...JOB_CATALOG.defaults,
    share: 1,
  };
}

/** Returns the branch that a kOps version is built from. */
export function branchOfVersion(kopsVersion: string): string {
  return kopsVersion === 'latest' ? REPOSITORY.default_branch : `release-${kopsVersion}`;
}

const OWNERS_DASHBOARD = 'sig-cluster-lifecycle-kops';
/** Number of runs of a job that TestGrid shows. */
const MAX_RUNS_SHOWN = 2000;
const MAX_DAYS_SHOWN = 90;

/** Returns the annotations of a periodic job. */
export function periodicAnnotations(
  entry: JobEntry,
  { dashboard, runsPerDay }: { readonly dashboard: string; readonly runsPerDay: number },
): Readonly<Record<string, string>> {
  const { cloud, distro, k8s_version, kops_version } = entry;
  const all = [
    OWNERS_DASHBOARD,
    cloudByName(cloud).dashboard,
    `kops-distro-${distro.replace(/arm64$/, '')}`,
    `kops-k8s-${k8s_version}`,
    `kops-${kops_version}`,
    dashboard,
  ];
  const days = Math.min(MAX_DAYS_SHOWN, Math.floor(MAX_RUNS_SHOWN / (runsPerDay * 7)));
  return {
    ...dimensionAnnotations(entry),
    'test.kops.k8s.io/kops_version': kops_version,
    'testgrid-dashboards': [...new Set(all)].sort().join(', '),
    'testgrid-days-of-results': String(days),
    'testgrid-tab-name': entry.name.replace('e2e-', ''),
  };
}

/** Returns the annotations of a presubmit, which has no `kops_version` because it tests the kOps that it builds. */
export function presubmitAnnotations(
  entry: JobEntry,
  tab: string,
): Readonly<Record<string, string>> {
  return {
    ...dimensionAnnotations(entry),
    'testgrid-dashboards': ['kops-presubmits', 'presubmits-kops', OWNERS_DASHBOARD].join(', '),
    'testgrid-days-of-results': String(MAX_DAYS_SHOWN),
    'testgrid-tab-name': tab,
  };
}

function dimensionAnnotations(entry: JobEntry): Readonly<Record<string, string>> {
  const { cloud, cloud_annotation, networking, distro, k8s_version } = entry;
  return {
    'test.kops.k8s.io/cloud': cloud_annotation ?? cloudByName(cloud).annotation,
    'test.kops.k8s.io/distro': distro,
    ...(entry.extra_flags === undefined
      ? {}
      : { 'test.kops.k8s.io/extra_flags': entry.extra_flags }),
    ...(entry.feature_flags === undefined
      ? {}
      : { 'test.kops.k8s.io/feature_flags': entry.feature_flags }),
    'test.kops.k8s.io/k8s_version': k8s_version,
    'test.kops.k8s.io/kops_channel': JOB_CATALOG.channel,
    'test.kops.k8s.io/networking': networking,
  };
}

/** The part of a command line that the dimensions do not determine. */
interface CommandOptions {
  /** Flags that select the kOps under test. */
  readonly flags: readonly string[];
  readonly steps: string;
  readonly selection: string;
}

/** Returns the flag that names the marker of the kOps under test. */
export function markerFlag(branch: string, marker: MarkerChannel): string {
  return `--kops-version-marker=${JOB_CATALOG.pipeline.markers_url}/${branch}/${marker}.txt`;
}

/** Returns the arguments of a container that creates a cluster with kubetest2 and tests it. */
export function kubetest2Args(
  entry: JobEntry,
  { flags, steps, selection }: CommandOptions,
): readonly string[] {
  const { cloud, distro, networking, k8s_version, extra_flags } = entry;
  const { focus, skip } = SUITE.selections[selection] ?? { focus: '', skip: '' };
  const create = [
    `--image='${machineImage(distro, cloud).image}'`,
    `--channel=${JOB_CATALOG.channel}`,
  ];
  create.push(`--networking=${networking}`, ...(extra_flags === undefined ? [] : [extra_flags]));
  const lines = [
    'kubetest2 kops',
    '-v 2',
    steps,
    `--cloud-provider=${cloud}`,
    `--create-args="${create.join(' ')}"`,
    ...flags,
    `--kubernetes-version=${kubernetesUrl(k8s_version)}`,
    '--test=kops',
    '--',
    '--test-args="-test.timeout=60m"',
    ...(focus === '' ? [] : [`--focus-regex="${focus}"`]),
    `--skip-regex="${skip}"`,
    '--parallel=25',
  ];
  return ['bash', '-c', `make test-e2e-install\n${lines.join(' \\\n  ')}\n`];
}

function kubernetesUrl(version: string): string {
  if (version === 'ci') return 'https://dl.k8s.io/ci/latest.txt';
  if (version === 'stable') return 'https://dl.k8s.io/release/stable.txt';
  return `https://dl.k8s.io/release/stable-${version}.txt`;
}
