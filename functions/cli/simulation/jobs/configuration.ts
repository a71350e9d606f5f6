import { cloudByName, machineImage } from '../catalog/clouds.ts';
import { JOB_CATALOG } from '../catalog/jobs.ts';
import { type MarkerChannel, REPOSITORY } from '../catalog/repositories.ts';
import { SUITE } from '../catalog/tests.ts';
import { Random } from '../random.ts';
import type { Job } from './job.ts';

/** What the entries of all families have in common. */
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

type FromBasics = Omit<
  Job,
  'family' | 'branch' | 'marker' | 'runsPerDay' | 'annotations' | 'args' | 'share'
>;

/** The part of a job that follows from where it runs. */
export function jobBase(basics: JobEntry): FromBasics {
  const { name, cloud, networking, distro, k8s_version, kops_version, extra_flags } = basics;
  const { clusters, labels, boskos, env } = cloudByName(cloud);
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
      KUBE_SSH_USER: machineImage(distro, cloud).sshUser,
      GINKGO_NO_COLOR: 'TRUE',
      ...(basics.feature_flags === undefined ? {} : { KOPS_FEATURE_FLAGS: basics.feature_flags }),
    },
    zones: /--zones=(\S+)/.exec(extra_flags ?? '')?.[1]?.split(','),
    leaseType: basics.lease_type ?? boskos?.type,
    timeout: JOB_CATALOG.timeout,
    ...JOB_CATALOG.defaults,
  };
}

/** The branch that a kOps version is built from. */
export function branchOfVersion(kopsVersion: string): string {
  return kopsVersion === 'latest' ? REPOSITORY.default_branch : `release-${kopsVersion}`;
}

const OWNERS_DASHBOARD = 'sig-cluster-lifecycle-kops';
/** TestGrid shows about so many runs of a job. */
const MAX_RUNS_SHOWN = 2000;
const MAX_DAYS_SHOWN = 90;

/** What the annotations of a job say beside its dimensions. */
export interface AnnotationOptions {
  readonly dashboards: readonly string[];
  readonly tab: string;
  readonly runsPerDay: number;
}

/** The annotations of a periodic job. */
export function periodicAnnotations(
  basics: JobEntry,
  { dashboards, tab, runsPerDay }: AnnotationOptions,
): Readonly<Record<string, string>> {
  const { cloud, distro, k8s_version, kops_version } = basics;
  const all = [
    OWNERS_DASHBOARD,
    cloudByName(cloud).dashboard,
    `kops-distro-${distro.replace(/arm64$/, '')}`,
    `kops-k8s-${k8s_version}`,
    `kops-${kops_version}`,
    ...dashboards,
  ];
  const days = Math.min(MAX_DAYS_SHOWN, Math.floor(MAX_RUNS_SHOWN / (runsPerDay * 7)));
  return {
    ...dimensionAnnotations(basics),
    'test.kops.k8s.io/kops_version': kops_version,
    'testgrid-dashboards': [...new Set(all)].sort().join(', '),
    'testgrid-days-of-results': String(days),
    'testgrid-tab-name': tab,
  };
}

/** The annotations of a presubmit: it has no kops_version, since it tests what it is built from. */
export function presubmitAnnotations(
  basics: JobEntry,
  tab: string,
): Readonly<Record<string, string>> {
  return {
    ...dimensionAnnotations(basics),
    'testgrid-dashboards': ['kops-presubmits', 'presubmits-kops', OWNERS_DASHBOARD].join(', '),
    'testgrid-days-of-results': String(MAX_DAYS_SHOWN),
    'testgrid-tab-name': tab,
  };
}

function dimensionAnnotations(basics: JobEntry): Readonly<Record<string, string>> {
  const { cloud, cloud_annotation, networking, distro, k8s_version } = basics;
  return {
    'test.kops.k8s.io/cloud': cloud_annotation ?? cloudByName(cloud).annotation,
    'test.kops.k8s.io/distro': distro,
    ...(basics.extra_flags === undefined
      ? {}
      : { 'test.kops.k8s.io/extra_flags': basics.extra_flags }),
    ...(basics.feature_flags === undefined
      ? {}
      : { 'test.kops.k8s.io/feature_flags': basics.feature_flags }),
    'test.kops.k8s.io/k8s_version': k8s_version,
    'test.kops.k8s.io/kops_channel': JOB_CATALOG.channel,
    'test.kops.k8s.io/networking': networking,
  };
}

/** How the kOps under test is found, and which tests run. */
export interface CommandOptions {
  /** Flags that say which kOps to test. */
  readonly kops: readonly string[];
  readonly steps: string;
  readonly selection: string;
}

/** The flag that names the marker of the kOps under test. */
export function markerFlag(branch: string, marker: MarkerChannel): string {
  return `--kops-version-marker=${JOB_CATALOG.pipeline.markers_url}/${branch}/${marker}.txt`;
}

/** The arguments of a container that brings a cluster up with kubetest2 and tests it. */
export function kubetest2Args(
  basics: JobEntry,
  { kops, steps, selection }: CommandOptions,
): readonly string[] {
  const { cloud, distro, networking, k8s_version, extra_flags } = basics;
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
    ...kops,
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
