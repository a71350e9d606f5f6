import { imageOf } from '../catalog/clouds.ts';
import { JOBS } from '../catalog/jobs.ts';
import type { Marker } from '../catalog/repositories.ts';
import { SUITE } from '../catalog/tests.ts';
import type { Basics } from './base.ts';

/** How the kOps under test is found, and which tests run. */
export interface CommandOptions {
  /** Flags that say which kOps to test. */
  readonly kops: readonly string[];
  readonly steps: string;
  readonly selection: string;
}

/** The flag that names the marker of the kOps under test. */
export function markerFlag(branch: string, marker: Marker): string {
  return `--kops-version-marker=${JOBS.pipeline.markers_url}/${branch}/${marker}.txt`;
}

/** The arguments of a container that brings a cluster up with kubetest2 and tests it. */
export function kubetest2Args(
  basics: Basics,
  { kops, steps, selection }: CommandOptions,
): readonly string[] {
  const { cloud, distro, networking, k8s_version, extra_flags } = basics;
  const { focus, skip } = SUITE.selections[selection] ?? { focus: '', skip: '' };
  const create = [`--image='${imageOf(distro, cloud).image}'`, `--channel=${JOBS.channel}`];
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
