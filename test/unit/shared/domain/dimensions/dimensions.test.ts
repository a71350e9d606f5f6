import { describe, expect, test } from 'vitest';
import { canonicalVersion } from '../../../../../shared/domain/dimensions/canonical.ts';
import type { JobDescription } from '../../../../../shared/domain/dimensions/dimension.ts';
import { dimensionsOf as dimensionsWith } from '../../../../../shared/domain/dimensions/dimensions.ts';
import { parseDimensionPolicy } from '../../../../../shared/policy/dimensions.ts';
import { POLICIES } from '../../../../support/policies.ts';

const dimensionsOf = (job: JobDescription) => dimensionsWith(job, POLICIES.dimensions);

const EMPTY: JobDescription = { name: 'job', annotations: {}, labels: {}, env: {}, args: [] };
const ANNOTATIONS = {
  'test.kops.k8s.io/cloud': 'aws',
  'test.kops.k8s.io/networking': 'cilium',
  'test.kops.k8s.io/distro': 'al2023arm64',
  'test.kops.k8s.io/k8s_version': '1.35',
  'test.kops.k8s.io/kops_version': 'latest',
  'test.kops.k8s.io/kops_channel': 'alpha',
  cloud: 'without the prefix',
};

test('by annotations', () => {
  expect(dimensionsOf({ ...EMPTY, annotations: ANNOTATIONS })).toEqual({
    cloud: 'aws',
    region: null,
    networking: 'cilium',
    distro: 'al2023arm64',
    architecture: 'arm64',
    kubernetes_version: '1.35',
    kubernetes_version_from: null,
    kops_version: 'latest',
    kops_version_from: null,
    kops_channel: 'alpha',
    feature_flags: null,
    ip_family: null,
    scale: null,
    variant: null,
    dimension_sources: {
      cloud: 'annotation',
      networking: 'annotation',
      distro: 'annotation',
      architecture: 'annotation',
      kubernetes_version: 'annotation',
      kops_version: 'annotation',
      kops_channel: 'annotation',
    },
  });
});

test('a job without any statement has no dimensions', () => {
  expect(new Set(Object.values(dimensionsOf(EMPTY)))).toEqual(new Set([null]));
});

test.each(['constructor', 'toString', '__proto__'])('a cloud may be called %s', (cloud) => {
  const annotations = { 'test.kops.k8s.io/cloud': cloud };
  expect(dimensionsOf({ ...EMPTY, annotations }).cloud).toBe(cloud);
});

test.each([
  ['us-east-1a', 'us-east-1'],
  ['eu-west-1a,eu-west-1b', 'eu-west-1'],
  ['us-central1-a', 'us-central1'],
  ['europe-west4-b', 'europe-west4'],
  ['eastus-1', 'eastus'],
  ['nyc1', 'nyc1'],
])('zones %s are in %s', (zones, region) => {
  const args = [`kubetest2 kops --create-args="--zones=${zones} --image='x'"`];
  expect(dimensionsOf({ ...EMPTY, args }).region).toBe(region);
});

describe('where parts of the configuration differ, these count:', () => {
  const kubetest2 = [
    'bash',
    '-c',
    'kubetest2 kops \\\n --cloud-provider=gce --create-args="--image=\'x\' --networking=calico --ipv6 --node-count=500" \\\n' +
      ' --kops-version-marker=https://storage.googleapis.com/k8s-staging-kops/kops/releases/markers/release-1.34/latest-ci.txt \\\n' +
      ' --kubernetes-version=https://dl.k8s.io/release/stable-1.33.txt',
  ];

  test.each<[string, Partial<JobDescription>, object]>([
    [
      'the versions of an upgrade in its environment, not in its annotations',
      {
        annotations: { ...ANNOTATIONS, 'test.kops.k8s.io/k8s_version': 'stable' },
        env: {
          K8S_VERSION_A: 'v1.34.2',
          K8S_VERSION_B: 'latest',
          KOPS_VERSION_A: '1.34',
          KOPS_VERSION_B: 'latest',
        },
      },
      {
        kubernetes_version: 'latest',
        kubernetes_version_from: '1.34',
        kops_version: 'latest',
        kops_version_from: '1.34',
      },
    ],
    [
      'the branch of a pipeline in its marker, not in its annotations',
      { annotations: ANNOTATIONS, args: kubetest2 },
      { kops_version: '1.34', kubernetes_version: '1.35', cloud: 'aws' },
    ],
    [
      'flags, without annotations',
      { args: kubetest2 },
      {
        cloud: 'gce',
        networking: 'calico',
        kubernetes_version: '1.33',
        ip_family: 'ipv6',
        scale: '500',
      },
    ],
    [
      'labels before the environment before flags',
      {
        labels: { 'preset-do-credential': 'true' },
        env: { CLOUD_PROVIDER: 'aws', KOPS_FEATURE_FLAGS: 'SpecOverrideFlag' },
        args: kubetest2,
      },
      { cloud: 'digitalocean', feature_flags: 'SpecOverrideFlag' },
    ],
    [
      'the environment before flags',
      { env: { CLOUD_PROVIDER: 'gcp', NETWORKING: 'ipalias' }, args: kubetest2 },
      { cloud: 'gce', networking: 'gce' },
    ],
    [
      'the environment of scale tests',
      { env: { CNI_PLUGIN: 'kindnet', KUBE_NODE_COUNT: '100' }, args: kubetest2 },
      { networking: 'kindnet', scale: '100' },
    ],
    [
      'the name last',
      {
        name: 'e2e-kops-grid-gce-cilium-rhel9-k36-ko36',
        annotations: { 'test.kops.k8s.io/networking': 'kindnet' },
      },
      {
        cloud: 'gce',
        networking: 'kindnet',
        distro: 'rhel9',
        architecture: 'amd64',
        kubernetes_version: '1.36',
      },
    ],
  ])('%s', (_, parts, expected) => {
    expect(dimensionsOf({ ...EMPTY, ...parts })).toMatchObject(expected);
  });
});

test.each([
  ['1.35', '1.35'],
  ['v1.35.2', '1.35'],
  ['1.37.0-alpha.2', '1.37'],
  ['135', '1.35'],
  ['35', '1.35'],
  ['master', 'latest'],
  ['latest', 'latest'],
  ['stable', 'stable'],
  ['https://dl.k8s.io/release/stable.txt', 'stable'],
  ['https://dl.k8s.io/release/stable-1.33.txt', '1.33'],
  ['https://dl.k8s.io/ci/latest.txt', 'ci'],
  [
    'https://storage.googleapis.com/k8s-staging-kops/kops/releases/markers/master/latest-ci.txt',
    'latest',
  ],
  ['something else', 'something else'],
])('version %s is %s', (text, version) => {
  expect(canonicalVersion(text)).toBe(version);
});

test.each([
  [
    'a cloud without synonyms',
    { ...POLICIES.dimensions, clouds: { aws: { labels: [] } } },
    'clouds.aws.synonyms',
  ],
  [
    'a distribution that is not a valid name',
    { ...POLICIES.dimensions, distros: { 'Ubuntu 24.04': [] } },
    'distros',
  ],
  [
    'a substring that all names of images have',
    { ...POLICIES.dimensions, distros: { x: [''] } },
    'distros.x[0]',
  ],
  ['an unknown key', { ...POLICIES.dimensions, cloud: {} }, 'cloud'],
])('a policy with %s is rejected, with the path of the problem', (_, policy, place) => {
  expect(() => parseDimensionPolicy(policy)).toThrow('infra/policy/dimensions.json is invalid');
  expect(() => parseDimensionPolicy(policy)).toThrow(place);
});

test.each([
  [{ name: 'ci-unit-ppc64le-1-36' }, 'ppc64le', 'name'],
  [{ name: 'pull-integration-s390x' }, 's390x', 'name'],
  [{ name: 'ci-e2e-arm64-serial' }, 'arm64', 'name'],
  [{ annotations: { 'testgrid-tab-name': 'driver-e2e-arm64' } }, 'arm64', 'annotation'],
  [
    { annotations: { description: 'GPU tests on a GH200 (arm64) instance' } },
    'arm64',
    'annotation',
  ],
  [
    { args: ['kubetest2 kops --create-args="--image=1/Rocky-10-EC2-Base.aarch64"'] },
    'arm64',
    'flag',
  ],
  [{ annotations: { 'test.kops.k8s.io/distro': 'u2404' } }, 'amd64', 'annotation'],
  [
    { name: 'e2e-kops-arm64', annotations: { 'test.kops.k8s.io/distro': 'u2404' } },
    'arm64',
    'name',
  ],
  // It builds for both and runs on neither in particular.
  [{ name: 'build-s390x-ppc64le', annotations: { description: 's390x' } }, null, undefined],
])('the architecture of %j is %s', (job, architecture, source) => {
  const found = dimensionsOf({ ...EMPTY, ...job });
  expect(found.architecture).toBe(architecture);
  expect(found.dimension_sources?.architecture).toBe(source);
});

test('the community subscription of Azure is Azure', () => {
  const labels = { 'preset-azure-community': 'true', 'preset-dind-enabled': 'true' };
  expect(dimensionsOf({ ...EMPTY, labels }).cloud).toBe('azure');
});

test.each([
  [{ metadata: { variant: 'base' } }, 'base'],
  [{ metadata: { variant: 'b' }, env: { EXPERIMENT_VARIANT: 'a' } }, 'b'],
  [{ env: { EXPERIMENT_VARIANT: 'a' } }, 'a'],
  [{ metadata: { variant: 7 } }, null],
  [{ metadata: null }, null],
])('the variant of %j is %s', (job, variant) => {
  expect(dimensionsOf({ ...EMPTY, ...job }).variant).toBe(variant);
});
