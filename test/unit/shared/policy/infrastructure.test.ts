import { expect, test } from '@jest/globals';
import { parseInfrastructurePolicy } from '../../../../shared/policy/infrastructure.ts';

test.each([
  ['an owner that there is not', { buckets: { b: 'mine' }, clusters: {} }, 'buckets.b'],
  ['a name with a quote', { buckets: { "b'": 'legacy' }, clusters: {} }, 'buckets'],
  ['no clusters', { buckets: {} }, 'clusters'],
  ['a list where names are expected', { buckets: [], clusters: {} }, 'buckets'],
])('a policy with %s is refused, and says where', (_, policy, place) => {
  expect(() => parseInfrastructurePolicy(policy)).toThrow(
    'infra/policy/infrastructure.json is invalid',
  );
  expect(() => parseInfrastructurePolicy(policy)).toThrow(place);
});
