import { expect, test } from 'vitest';
import { parseInfrastructurePolicy } from '../../../../shared/policy/infrastructure.ts';

test.each([
  ['an unknown owner', { buckets: { b: 'mine' }, clusters: {} }, 'buckets.b'],
  ['a name with a quote', { buckets: { "b'": 'legacy' }, clusters: {} }, 'buckets'],
  ['no clusters', { buckets: {} }, 'clusters'],
  ['a list where names are expected', { buckets: [], clusters: {} }, 'buckets'],
])('a policy with %s is rejected, with the path of the problem', (_, policy, place) => {
  expect(() => parseInfrastructurePolicy(policy)).toThrow(
    'infra/policy/infrastructure.json is invalid',
  );
  expect(() => parseInfrastructurePolicy(policy)).toThrow(place);
});
