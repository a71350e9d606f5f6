import { describe, expect, test } from '@jest/globals';
import { symptomMatcher, SymptomMatcher } from '../../../../../shared/domain/symptoms/matcher.ts';
import { parseSymptomPolicy } from '../../../../../shared/policy/symptoms.ts';
import { POLICIES } from '../../../../support/policies.ts';
import { threadMilliseconds } from '../../../../support/thread-time.ts';

const RELEASES = 'https://storage.googleapis.com/k8s-staging-kops/kops/releases';

/** Returns the values of the symptoms and facts in a line. */
function findingsIn(line: string): Readonly<Record<string, string | null>> {
  const told = symptomMatcher(POLICIES.symptoms).match(line).findings;
  return Object.fromEntries(told.map(({ finding, value }) => [finding, value] as const));
}

describe('facts of the policy', () => {
  test.each([
    [
      `curl ${RELEASES}/1.37.0-alpha.2+v1.37.0-alpha.1-42-gdeadbeef01/linux/amd64/kops`,
      { kops_build: '1.37.0-alpha.2+v1.37.0-alpha.1-42-gdeadbeef01', kops_commit: 'deadbeef01' },
    ],
    [
      `KOPS_BASE_URL=${RELEASES}/1.37.0-alpha.2+v1.37.0-alpha.1-42-gdeadbeef01`,
      { kops_build: '1.37.0-alpha.2+v1.37.0-alpha.1-42-gdeadbeef01', kops_commit: 'deadbeef01' },
    ],
    [
      'curl https://artifacts.k8s.io/binaries/kops/1.35.2/linux/amd64/kops',
      { kops_build: '1.35.2' },
    ],
    [`curl ${RELEASES}/markers/master/latest-ci.txt`, {}],
    [
      'curl https://dl.k8s.io/release/v1.35.6/kubernetes-test-linux-amd64.tar.gz',
      { kubernetes_build: 'v1.35.6' },
    ],
    ['curl https://dl.k8s.io/release/stable-1.35.txt', {}],
    ['kops create cluster --kubernetes-version v1.35.6 --yes', { kubernetes_build: 'v1.35.6' }],
    ['kops create cluster --zones us-east-2a,us-east-2b --yes', { region: 'us-east-2' }],
    ['kops create cluster --zones=us-gov-west-1a', { region: 'us-gov-west-1' }],
    ['kops create cluster --zones us-central1-f --yes', { region: 'us-central1' }],
    ['kops create cluster --zones nyc1 --yes', { region: 'nyc1' }],
    ['kops create cluster --zones=eastus-1 --yes', { region: 'eastus' }],
    ['No GCP project provided, acquiring from Boskos', { lease_wanted: null }],
    [
      'boskos: acquiring a resource of type gce-project',
      { lease_wanted: null, lease_type: 'gce-project' },
    ],
    [
      'Got project k8s-infra-e2e-boskos-042 from boskos',
      { lease: 'k8s-infra-e2e-boskos-042', lease_type: 'gce-project' },
    ],
    [
      'Got project k8s-infra-e2e-boskos-scale-07 from boskos',
      { lease: 'k8s-infra-e2e-boskos-scale-07', lease_type: 'scalability-project' },
    ],
    ['releasing boskos project', { lease_released: null }],
    ['E1120 12:00:04.250000 1 a.go:1] it broke', { error: null }],
    ['none of them', {}],
  ])('%s', (line, facts) => {
    expect(findingsIn(line)).toEqual(facts);
  });
});

test('a pattern that is exponential with backtracking is matched in linear time', () => {
  const policy = {
    version: 1,
    symptoms: { slow: { class: 'test', pattern: '^(a+)+$', source: 'none', examples: ['aaa'] } },
    markers: [],
    facts: {},
  };
  const matcher = new SymptomMatcher(parseSymptomPolicy(policy));
  const begun = threadMilliseconds();
  expect(matcher.match(`${'a'.repeat(50_000)}b`).findings).toEqual([]);
  expect(threadMilliseconds() - begun).toBeLessThan(2000);
});

test('a policy is compiled once, and another policy separately', () => {
  const { symptoms } = POLICIES;
  expect(symptomMatcher(symptoms)).toBe(symptomMatcher(symptoms));
  const facts = { answer: [{ pattern: '42' }] };
  const other = parseSymptomPolicy({ version: 1, symptoms: {}, markers: [], facts });
  expect(symptomMatcher(other).match('42').findings).toEqual([
    { finding: 'answer', kind: 'fact', value: null },
  ]);
});
