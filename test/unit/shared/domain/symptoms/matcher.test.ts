import { describe, expect, test } from 'vitest';
import { symptomMatcher, SymptomMatcher } from '../../../../../shared/domain/symptoms/matcher.ts';
import { parseSymptomPolicy } from '../../../../../shared/policy/symptoms.ts';
import { POLICIES } from '../../../../support/policies.ts';
import { growth, LESS_THAN_QUADRATIC } from '../../../../support/thread-time.ts';

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
    ['E1120 12:00:04.250000 1 a.go:1] it broke', { error: null }],
    ['none of them', {}],
  ])('%s', (line, facts) => {
    expect(findingsIn(line)).toEqual(facts);
  });
});

/** Lines as the programs that `source` names in the policy print them; names and numbers are made up. */
describe('leases', () => {
  test.each([
    ['I1 common.go:88] No GCP project provided, acquiring from Boskos', { lease_wanted: null }],
    ['no gcp projects provided, ACQUIRING from boskos 2 project/s', { lease_wanted: null }],
    [
      'main.go:7: provider gke, will acquire project type ingress-project from boskos',
      { lease_wanted: 'ingress-project' },
    ],
    ['Acquiring a gpu-project from http://boskos.example...', { lease_wanted: 'gpu-project' }],
    ['+ python3 hack/boskos.py --get', { lease_wanted: null }],
    ['+ python3 hack/boskos.py --get --resource-type=aws-account', { lease_wanted: 'aws-account' }],
    [
      '+ kubetest2 kops --boskos-resource-type=scalability-project',
      { lease_type: 'scalability-project' },
    ],
    ['Got project k8s-p-042 from boskos', { lease: 'k8s-p-042', lease_pool: 'gce-project' }],
    [
      'got project p-scale-07 from Boskos',
      { lease: 'p-scale-07', lease_pool: 'scalability-project' },
    ],
    ['Got project p-gpu-07 from boskos', { lease: 'p-gpu-07', lease_pool: 'gpu-project' }],
    ['++ export BOSKOS_RESOURCE_NAME=k8s-aws-7', { lease: 'k8s-aws-7', lease_pool: 'aws-account' }],
    ['Checked out an AWS account from Boskos', { lease: null, lease_pool: 'aws-account' }],
    ['process.go:1: Running: gcloud config set project p-9', { lease_project: 'p-9' }],
    ['releasing boskos project', { lease_released: null }],
    ['+ python3 -u hack/boskos.py --release', { lease_released: null }],
    ['Releasing project p-9 back to the pool (dirty)...', { lease_released: null }],
    ['main.go:1: [Boskos] Fail To Release: 1 error occurred:', { lease_kept: null }],
    ['down failed to release boskos project: failed to release p: 401', { lease_kept: null }],
    ['none of them: boskos heartbeat sent for p', {}],
  ])('%s', (line, events) => {
    const { error, lease_not_released, ...found } = findingsIn(line);
    expect(found).toEqual(events);
  });

  test.each([
    [
      'init failed to get project from boskos: failed to get a "gce-project" from boskos: x',
      'gce-project',
    ],
    ['{"msg":"failed to get a \\"gpu-project\\" from boskos: x"}', 'gpu-project'],
    ['boskos had no gce-project available', 'gce-project'],
    ['boskos does not have a free ingress-project at the moment', 'ingress-project'],
    ['--provider=gce boskos failed to acquire project: resources not found', null],
    ['failed to make boskos client: x', null],
    ['error getting account from boskos', null],
  ])('%s', (line, type) => {
    expect(findingsIn(line)).toMatchObject({ lease_failed: type });
  });
});

test('a pattern that is exponential with backtracking is matched in linear time', async () => {
  const policy = {
    version: 1,
    symptoms: { slow: { class: 'test', pattern: '^(a+)+$', source: 'none', examples: ['aaa'] } },
    markers: [],
    facts: {},
    events: {},
  };
  const matcher = new SymptomMatcher(parseSymptomPolicy(policy));
  const grown = await growth((size) => {
    expect(matcher.match(`${'a'.repeat(size)}b`).findings).toEqual([]);
  }, 50_000);
  expect(grown).toBeLessThan(LESS_THAN_QUADRATIC);
});

test('a policy is compiled once, and another policy separately', () => {
  const { symptoms } = POLICIES;
  expect(symptomMatcher(symptoms)).toBe(symptomMatcher(symptoms));
  const facts = { answer: [{ pattern: '42' }] };
  const other = parseSymptomPolicy({ version: 1, symptoms: {}, markers: [], facts, events: {} });
  expect(symptomMatcher(other).match('42').findings).toEqual([
    { finding: 'answer', kind: 'fact', value: null },
  ]);
});
