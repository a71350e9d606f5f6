/** A cloud that there is not, brought in by one entry of the data and nothing else. */
import { expect, jest, test } from '@jest/globals';
import json from '../../../../../infra/policy/dimensions.json' with { type: 'json' };

const moon = { synonyms: ['lunar'], labels: ['preset-moon-credential'] };

jest.unstable_mockModule('../../../../../infra/policy/dimensions.json', () => ({
  default: { ...json, clouds: { ...json.clouds, moon } },
}));

const { dimensionsOf } = await import('../../../../../shared/domain/dimensions/dimensions.ts');

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
])('by %s', (_, job, source) => {
  expect(dimensionsOf({ ...NOTHING, ...job })).toMatchObject({
    cloud: 'moon',
    dimension_sources: { cloud: source },
  });
});
