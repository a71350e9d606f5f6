import { describe, expect, test } from 'vitest';
import { RE2JS } from 're2js';
import { parseSymptomPolicy } from '../../../../shared/policy/symptoms.ts';
import { POLICIES } from '../../../support/policies.ts';

const symptom = { class: 'infra', pattern: 'boom', source: 'a/b main.go', examples: ['boom'] };

test.each([
  ['no version', { symptoms: {}, markers: [], facts: {} }, 'version'],
  ['an unknown class', { class: 'mine' }, 'symptoms.s.class'],
  ['an unknown cause', { cause: 'fate' }, 'symptoms.s.cause'],
  ['an invalid pattern', { pattern: '(' }, 'symptoms.s.pattern'],
  ['a pattern that needs backtracking', { pattern: '(a)\\1' }, 'symptoms.s.pattern'],
  ['an example that does not match', { examples: ['bang'] }, 'symptoms.s.examples'],
  ['no source', { source: undefined }, 'symptoms.s.source'],
  ['an unknown strength', { strength: 'huge' }, 'symptoms.s.strength'],
  ['an unknown phase', { phases: ['lunch'] }, 'symptoms.s.phases'],
  ['no example', { examples: [] }, 'symptoms.s.examples'],
])('a policy with %s is rejected, with the path of the problem', (_, parts, place) => {
  const policy =
    'symptoms' in parts
      ? parts
      : { version: 1, symptoms: { s: { ...symptom, ...parts } }, markers: [], facts: {} };
  expect(() => parseSymptomPolicy(policy)).toThrow('infra/policy/symptoms.json is invalid');
  expect(() => parseSymptomPolicy(policy)).toThrow(place);
});

describe.each(Object.entries(POLICIES.symptoms.symptoms))('%s', (_, { pattern }) => {
  const usual = [
    'I1120 12:00:04.250000    1234 executor.go:111] Tasks: 45 done / 98 total; 27 can run',
    'Ran 300 of 6000 Specs in 1234.5 seconds',
    '+ kops create cluster --name e2e.k8s.local --cloud aws --zones us-east-2a --yes',
    'ok  	k8s.io/kops/pkg/model	0.5s',
    'INFO: no symptom at all',
  ];
  test.each(usual)('is not seen in: %s', (line) => {
    expect(RE2JS.compile(pattern).test(line)).toBe(false);
  });
});
