import { describe, expect, test } from 'vitest';
import { dimensionsFromName } from '../../../../../shared/domain/dimensions/job-name.ts';
import { POLICIES } from '../../../../support/policies.ts';
import { growth, LESS_THAN_QUADRATIC } from '../../../../support/thread-time.ts';

function fromName(name: string) {
  const job = { name, annotations: {}, labels: {}, env: {}, args: [] };
  return dimensionsFromName(job, POLICIES.dimensions);
}

/** Cloud, networking, distro, Kubernetes, kOps; for upgrades also the versions from which Kubernetes and kOps are upgraded. */
describe.each<[string, readonly (string | undefined)[]]>([
  ['e2e-kops-grid-calico-u2404-k35', ['aws', 'calico', 'u2404', '1.35', 'latest']],
  ['e2e-kops-grid-calico-u2404-k35-ko35', ['aws', 'calico', 'u2404', '1.35', '1.35']],
  ['e2e-kops-grid-gce-ipalias-cos125-k34', ['gce', 'gce', 'cos125', '1.34', 'latest']],
  ['e2e-kops-grid-gce-cilium-rhel9-k36-ko36', ['gce', 'cilium', 'rhel9', '1.36', '1.36']],
  [
    'e2e-kops-grid-cilium-etcd-al2023arm64-k33',
    ['aws', 'cilium-etcd', 'al2023arm64', '1.33', 'latest'],
  ],
  ['e2e-kops-grid-cilium-eni-deb12-k33', ['aws', 'cilium-eni', 'deb12', '1.33', 'latest']],
  [
    'e2e-kops-grid-amazonvpc-flatcararm64-k33',
    ['aws', 'amazonvpc', 'flatcararm64', '1.33', 'latest'],
  ],
  [
    'e2e-kops-grid-do-kube-router-deb13-k36',
    ['digitalocean', 'kube-router', 'deb13', '1.36', 'latest'],
  ],
  [
    'e2e-kops-aws-upgrade-k134-ko134-to-k135-ko135',
    ['aws', undefined, undefined, '1.35', '1.35', '1.34', '1.34'],
  ],
  [
    'e2e-kops-aws-upgrade-k136-ko136-to-klatest-kolatest-many-addons',
    ['aws', undefined, undefined, 'latest', 'latest', '1.36', '1.36'],
  ],
  [
    'e2e-kops-gce-upgrade-k135-ko135-to-kstable-kolatest',
    ['gce', undefined, undefined, 'stable', 'latest', '1.35', '1.35'],
  ],
  [
    'pull-kops-aws-upgrade-k134-ko134-to-k136-kolatest-many-addons',
    ['aws', undefined, undefined, '1.36', 'latest', '1.34', '1.34'],
  ],
  [
    'e2e-kops-grid-gce-kindnet-cosdevarm64-k36',
    ['gce', 'kindnet', 'cosdevarm64', '1.36', 'latest'],
  ],
  ['e2e-kops-grid-gce-cilium-umini2404-k36', ['gce', 'cilium', 'umini2404', '1.36', 'latest']],
  ['e2e-kops-gce-nftables-cos129', ['gce', undefined, 'cos129']],
  ['e2e-kops-pipeline-updown-kops-master', [undefined, undefined, undefined, undefined, 'latest']],
  ['e2e-kops-pipeline-updown-kops-136', [undefined, undefined, undefined, undefined, '1.36']],
  ['e2e-kops-aws-cni-amazon-vpc', ['aws', 'amazonvpc']],
  ['e2e-kops-aws-cni-cilium-k8s-ci', ['aws', 'cilium', undefined, 'ci']],
  ['e2e-kops-aws-distro-rhel10', ['aws', undefined, 'rhel10']],
  ['e2e-kops-aws-distro-u2404arm64', ['aws', undefined, 'u2404arm64']],
  ['e2e-kops-aws-conformance-1-36', ['aws', undefined, undefined, '1.36']],
  ['e2e-kops-do-calico', ['digitalocean', 'calico']],
  ['e2e-kops-gce-scale', ['gce']],
  ['e2e-ci-kubernetes-kops-gce-alpha-features', ['gce']],
  ['pull-kops-e2e-k8s-gce-cilium', ['gce', 'cilium']],
  ['pull-kops-e2e-cni-flannel', [undefined, 'flannel']],
  ['e2e-kops-hetzner-cilium', ['hetzner', 'cilium']],
  ['e2e-kops-grid-newcni-u2404-k35', [undefined, undefined, 'u2404']],
])('%s', (name, expected) => {
  const [cloud, networking, distro, kubernetes, kops, kubernetesFrom, kopsFrom] = expected;

  test('states its dimensions', () => {
    expect({ ...fromName(name), scale: undefined, architecture: undefined }).toEqual({
      cloud,
      networking,
      distro,
      kubernetes_version: kubernetes,
      kops_version: kops,
      kubernetes_version_from: kubernetesFrom,
      kops_version_from: kopsFrom,
      scale: undefined,
    });
  });
});

test.each([
  'ci-kubernetes-e2e-gce-cos-k8sstable1-serial',
  'pull-kubernetes-e2e-capz-azure-calico',
  'post-kopsologist-aws-images',
])('%s is not a job of kOps and states no dimensions', (name) => {
  expect(fromName(name)).toEqual({});
});

test.each([
  ['e2e-kops-aws-cni-calico-ipv6', { cloud: 'aws', networking: 'calico', ip_family: 'ipv6' }],
  ['e2e-kops-aws-scale-amazonvpc', { cloud: 'aws', networking: 'amazonvpc', scale: 'scale' }],
])('%s states more dimensions', (name, expected) => {
  expect(fromName(name)).toEqual(expected);
});

test('a name with many hyphens is read in linear time', async () => {
  const grown = await growth((size) => fromName(`e2e-kops-grid-${'cilium-'.repeat(size)}`), 20_000);
  expect(grown).toBeLessThan(LESS_THAN_QUADRATIC);
});
