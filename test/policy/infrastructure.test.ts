import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { generateInfrastructure, VIEW } from '../../infra/policy/generate.ts';
import { infrastructureSql } from '../../infra/policy/infrastructure.ts';

test('the view is as the policy has it; `npm run generate` writes it', () => {
  expect(readFileSync(VIEW, 'utf8')).toBe(generateInfrastructure());
});

test.each([
  ['an owner that there is not', { buckets: { b: 'mine' }, clusters: {} }, 'buckets.b'],
  ['a name with a quote', { buckets: { "b'": 'legacy' }, clusters: {} }, 'buckets'],
  ['no clusters', { buckets: {} }, 'clusters'],
  ['a list where names are expected', { buckets: [], clusters: {} }, 'buckets'],
])('a policy with %s is refused, and says where', (_, policy, place) => {
  expect(() => infrastructureSql(policy)).toThrow('infra/policy/infrastructure.json is wrong');
  expect(() => infrastructureSql(policy)).toThrow(place);
});
