import { describe, expect, test } from 'vitest';
import json from '../../../../../infra/policy/credentials.json' with { type: 'json' };
import type { PodReferences } from '../../../../../shared/domain/credentials/credential.ts';
import { credentialsOf } from '../../../../../shared/domain/credentials/credentials.ts';
import { listedCloud, parseCredentialPolicy } from '../../../../../shared/policy/credentials.ts';
import { PolicyError } from '../../../../../shared/policy/parse.ts';
import { POLICIES } from '../../../../support/policies.ts';

const NOTHING: PodReferences = {
  cluster: null,
  serviceAccount: null,
  secretVolumes: [],
  secretVariables: [],
  audiences: [],
  variables: [],
  plainVariables: [],
};

/** Returns one line for each sign: `cloud kind evidence name`. */
function signs(labels: Readonly<Record<string, string>>, pod: Partial<PodReferences> = {}) {
  return credentialsOf(labels, { ...NOTHING, ...pod }, POLICIES.credentials).map(
    ({ cloud, kind, evidence, name }) => [cloud, kind, evidence, name].join(' '),
  );
}

describe('a sign names a cloud and a kind:', () => {
  test.each<[string, Partial<PodReferences>, string]>([
    [
      'a secret of a cloud',
      { secretVolumes: ['kops-ci-user-credentials'] },
      'aws static secret_volume kops-ci-user-credentials',
    ],
    [
      'a secret of another purpose',
      { secretVolumes: ['ssh-key-secret'] },
      'ssh static secret_volume ssh-key-secret',
    ],
    ['a secret that is not listed', { secretVolumes: ['x'] }, 'unknown static secret_volume x'],
    [
      'a variable from a listed secret',
      { secretVariables: [{ secret: 'spaces-digitalocean-s3', variable: 'S3_ACCESS_KEY_ID' }] },
      'digitalocean static secret_env spaces-digitalocean-s3',
    ],
    [
      'a listed variable from a secret that is not listed',
      { secretVariables: [{ secret: 'mine', variable: 'HCLOUD_TOKEN' }] },
      'hetzner static secret_env mine',
    ],
    [
      'a listed secret, which takes precedence over the variable',
      { secretVariables: [{ secret: 'kops-ci-user-credentials', variable: 'GITHUB_TOKEN' }] },
      'aws static secret_env kops-ci-user-credentials',
    ],
    [
      'a whole secret imported as variables',
      { secretVariables: [{ secret: 'mine', variable: null }] },
      'unknown static secret_env mine',
    ],
    [
      'a key as a plain value',
      { plainVariables: ['KOPS_VERSION', 'AWS_SECRET_ACCESS_KEY'] },
      'aws static plain_env AWS_SECRET_ACCESS_KEY',
    ],
    [
      'a token for a cloud',
      { audiences: ['sts.amazonaws.com'] },
      'aws short_lived projected_token sts.amazonaws.com',
    ],
    [
      'a token for a pool of a cloud',
      { audiences: ['//iam.googleapis.com/projects/1/pools/p'] },
      'gce short_lived projected_token //iam.googleapis.com/projects/1/pools/p',
    ],
    [
      'a token for an audience that is not listed',
      { audiences: ['a'] },
      'unknown short_lived projected_token a',
    ],
    [
      'a role',
      { variables: ['X', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN'] },
      'aws short_lived role AWS_ROLE_ARN',
    ],
    [
      'an account that is bound to a cloud',
      { serviceAccount: 'k8s-kops-test' },
      'gce short_lived service_account k8s-kops-test',
    ],
    [
      'an account that is bound to another cloud in this cluster',
      { cluster: 'k8s-infra-kops-prow-build', serviceAccount: 'prowjob-default-sa' },
      'aws short_lived service_account prowjob-default-sa',
    ],
    [
      'the account of that name in other clusters',
      { cluster: 'k8s-infra-prow-build', serviceAccount: 'prowjob-default-sa' },
      'prow short_lived service_account prowjob-default-sa',
    ],
    [
      'an account that is not listed',
      { serviceAccount: 'constructor' },
      'unknown short_lived service_account constructor',
    ],
  ])('%s', (_, pod, sign) => {
    expect(signs({}, pod)).toEqual([sign]);
  });

  test.each([
    ['preset-k8s-kops-aws-credential', 'aws static'],
    ['preset-aws-credential-boskos-scale-001-kops', 'aws static'],
    ['preset-kops-azure-cred-wi', 'azure short_lived'],
    ['preset-do-credential', 'digitalocean static'],
    ['preset-do-spaces-credential', 'digitalocean static'],
    ['preset-service-account', 'gce static'],
    ['preset-k8s-ssh', 'ssh static'],
  ])('the preset %s', (name, meaning) => {
    expect(signs({ [name]: 'true', 'preset-dind-enabled': 'true' })).toEqual([
      `${meaning} preset ${name}`,
    ]);
  });
});

describe('these are not signs:', () => {
  test.each<[string, Readonly<Record<string, string>>, Partial<PodReferences>]>([
    ['nothing at all', {}, {}],
    ['a preset that Prow does not merge', { 'preset-service-account': 'false' }, {}],
    ['a role without its token', {}, { variables: ['AWS_ROLE_ARN'] }],
    ['a variable with the path of a file', {}, { variables: ['AWS_SHARED_CREDENTIALS_FILE'] }],
  ])('%s', (_, labels, pod) => {
    expect(signs(labels, pod)).toEqual([]);
  });
});

test('a job may have several signs, each of which is listed once', () => {
  const secret = 'spaces-digitalocean-s3';
  const labels = { 'preset-service-account': 'true' };
  const pod = {
    secretVolumes: ['service-account', 'service-account'],
    secretVariables: [
      { secret, variable: 'S3_ACCESS_KEY_ID' },
      { secret, variable: 'S3_SECRET_ACCESS_KEY' },
    ],
  };
  expect(signs(labels, pod)).toEqual([
    'gce static preset preset-service-account',
    'gce static secret_volume service-account',
    `digitalocean static secret_env ${secret}`,
  ]);
});

describe('a list of the policy', () => {
  const list = { 'a*': 'short', 'ab*': 'long', abc: 'exact', 'a.c': 'dot' };
  test.each([
    ['abc', 'exact'],
    ['abd', 'long'],
    ['a', 'short'],
    ['b', undefined],
    ['toString', undefined],
  ])('has for %s %s', (name, found) => {
    expect(listedCloud(list, name)).toBe(found);
  });
});

describe('a policy is rejected, with the path of the problem:', () => {
  test.each<[string, object, string]>([
    ['an unknown cloud', { secrets: { mine: 'awz' } }, 'secrets.mine'],
    [
      'a preset of an unknown cloud',
      { presets: { p: { cloud: 'no', kind: 'static' } } },
      'presets.p',
    ],
    ['an unknown kind', { presets: { p: { cloud: 'aws', kind: 'x' } } }, 'presets.p.kind'],
    [
      'a role without variables',
      { roles: [{ cloud: 'aws', variables: [] }] },
      'roles[0].variables',
    ],
    ['a variable with a space', { secret_variables: { 'A B': 'aws' } }, 'secret_variables'],
    ['an unknown list', { tokens: {} }, 'tokens'],
    ['a * before the end of a name', { secrets: { 'a*b': 'aws' } }, 'secrets'],
  ])('%s', (_, part, place) => {
    const parse = () => parseCredentialPolicy({ ...json, ...part }, POLICIES.dimensions);
    expect(parse).toThrow(PolicyError);
    expect(parse).toThrow('infra/policy/credentials.json is invalid');
    expect(parse).toThrow(place);
  });
});
