/** A new cloud, added by one entry of the policy. */
import { expect, test } from 'vitest';
import { dimensionsOf } from '../../../../../shared/domain/dimensions/dimensions.ts';
import { POLICIES } from '../../../../support/policies.ts';

const { dimensions } = POLICIES;
const moon = { synonyms: ['lunar'], labels: ['preset-moon-credential'] };
const withMoon = { ...dimensions, clouds: { ...dimensions.clouds, moon } };

const NOTHING = { annotations: {}, labels: {}, env: {}, args: [] };

test.each([
  [
    'its annotation',
    { name: 'x', annotations: { 'test.kops.k8s.io/cloud': 'lunar' } },
    'annotation',
  ],
  ['its preset', { name: 'x', labels: { 'preset-moon-credential': 'true' } }, 'label'],
  ['its flag', { name: 'x', args: ['kubetest2 kops --cloud-provider=moon'] }, 'flag'],
  ['the name of a grid job', { name: 'e2e-kops-grid-lunar-calico-u2404-k35' }, 'name'],
  ['the name of another job', { name: 'e2e-kops-moon-conformance' }, 'name'],
])('is recognised by %s', (_, job, source) => {
  expect(dimensionsOf({ ...NOTHING, ...job }, withMoon)).toMatchObject({
    cloud: 'moon',
    dimension_sources: { cloud: source },
  });
});
