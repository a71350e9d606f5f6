import { expect, test } from '@jest/globals';
import { dimensionsOf } from '../../shared/domain/dimensions.ts';

test('all of them, by the annotations of the job', () => {
  const annotations = {
    'test.kops.k8s.io/cloud': 'aws',
    'test.kops.k8s.io/networking': 'cilium',
    'test.kops.k8s.io/distro': 'al2023arm64',
    'test.kops.k8s.io/k8s_version': '1.35',
    'test.kops.k8s.io/kops_version': 'latest',
    'testgrid-dashboards': 'kops-grid',
    cloud: 'of somebody else',
  };
  expect(dimensionsOf(annotations)).toEqual({
    cloud: 'aws',
    networking: 'cilium',
    distro: 'al2023arm64',
    architecture: 'arm64',
    kubernetes_version: '1.35',
    kops_version: 'latest',
  });
});

test('of a job without annotations nothing is known', () => {
  expect(new Set(Object.values(dimensionsOf({})))).toEqual(new Set([null]));
});

test.each(['constructor', 'toString', '__proto__'])('a cloud may be called %s', (cloud) => {
  expect(dimensionsOf({ 'test.kops.k8s.io/cloud': cloud }).cloud).toBe(cloud);
});
