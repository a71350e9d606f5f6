import { describe, expect, test } from 'vitest';
import { readBuildFile } from '../../../../../shared/artifacts/prow/read-build-file.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

/** The configuration of a job, including the parts that its presets merge. */
interface Shape {
  readonly presets: readonly string[];
  readonly cluster: string;
  readonly account?: string;
  readonly env?: readonly string[];
  /** `VARIABLE <- secret`. */
  readonly secretEnv?: readonly string[];
  readonly secrets?: readonly string[];
  readonly audiences?: readonly string[];
}

function prowjobOf(shape: Shape): object {
  const { presets, cluster, account, env = [], secretEnv = [] } = shape;
  const { secrets = [], audiences = [] } = shape;
  const fromSecrets = secretEnv
    .map((line) => line.split(' <- '))
    .map(([name, secret]) => ({
      name,
      valueFrom: { secretKeyRef: { name: secret, key: 'key' } },
    }));
  return {
    metadata: { labels: Object.fromEntries(presets.map((preset) => [preset, 'true'])) },
    spec: {
      job: 'e2e-kops-some',
      cluster,
      pod_spec: {
        ...(account === undefined ? {} : { serviceAccountName: account }),
        containers: [
          { env: [...env.map((name) => ({ name, value: '/some/where' })), ...fromSecrets] },
        ],
        volumes: [
          ...secrets.map((secretName, i) => ({ name: `s${i}`, secret: { secretName } })),
          ...audiences.map((audience, i) => ({
            name: `t${i}`,
            projected: { sources: [{ serviceAccountToken: { audience, path: 'token' } }] },
          })),
        ],
      },
    },
  };
}

/** Returns the kinds of the signs of each cloud: `static`, `short_lived`, or both. */
async function kindsOf(shape: Shape): Promise<Readonly<Record<string, string>>> {
  const body = inPieces(JSON.stringify(prowjobOf(shape)));
  const record = await readBuildFile('prowjob', body, POLICIES);
  if (record.kind !== 'prowjob') throw new Error('not a ProwJob');
  const byCloud = Map.groupBy(record.credentials, ({ cloud }) => cloud);
  return Object.fromEntries(
    [...byCloud].map(([cloud, signs]) => [
      cloud,
      [...new Set(signs.map(({ kind }) => kind))].sort().join(' '),
    ]),
  );
}

const GCE_KEY = { preset: 'preset-service-account', secret: 'service-account' };
const AWS_KEY = { preset: 'preset-k8s-kops-aws-credential', secret: 'kops-ci-user-credentials' };

describe('jobs as kOps and related projects configure them:', () => {
  test.each<[string, Shape, Readonly<Record<string, string>>]>([
    [
      'AWS with a key, and another one to upload with',
      {
        presets: [GCE_KEY.preset, AWS_KEY.preset, 'preset-dind-enabled'],
        cluster: 'k8s-infra-kops-prow-build',
        env: ['GOOGLE_APPLICATION_CREDENTIALS', 'AWS_SHARED_CREDENTIALS_FILE'],
        secrets: [GCE_KEY.secret, AWS_KEY.secret],
      },
      { gce: 'static', aws: 'static' },
    ],
    [
      'AWS with a key, on an account to which its cluster gives a role',
      {
        presets: [AWS_KEY.preset],
        cluster: 'k8s-infra-kops-prow-build',
        account: 'prowjob-default-sa',
        secrets: [AWS_KEY.secret],
      },
      { aws: 'short_lived static' },
    ],
    [
      'AWS with such an account only',
      { presets: [], cluster: 'k8s-infra-kops-prow-build', account: 'prowjob-default-sa' },
      { aws: 'short_lived' },
    ],
    [
      'AWS with a role and a token',
      {
        presets: [],
        cluster: 'k8s-infra-prow-build',
        env: ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
        audiences: ['sts.amazonaws.com'],
      },
      { aws: 'short_lived' },
    ],
    [
      'AWS at scale, with a key for SSH',
      {
        presets: ['preset-aws-credential-boskos-scale-001-kops', 'preset-aws-ssh'],
        cluster: 'eks-prow-build-cluster',
        secrets: ['aws-credentials-boskos-scale-001-kops', 'aws-ssh-key-secret'],
      },
      { aws: 'static', ssh: 'static' },
    ],
    [
      'GCE on an account that is bound to it',
      { presets: ['preset-k8s-ssh'], cluster: 'k8s-infra-prow-build', account: 'k8s-kops-test' },
      { ssh: 'static', gce: 'short_lived' },
    ],
    [
      'GCE on such an account, for tests of storage with a key',
      {
        presets: ['preset-storage-e2e-service-account'],
        cluster: 'k8s-infra-prow-build',
        account: 'k8s-kops-test',
        secrets: ['service-account'],
      },
      { gce: 'short_lived static' },
    ],
    [
      'Azure by a federated token',
      {
        presets: ['preset-kops-azure-cred-wi'],
        cluster: 'k8s-infra-prow-build',
        account: 'azure',
        env: ['AZURE_CLIENT_ID', 'AZURE_TENANT_ID', 'AZURE_FEDERATED_TOKEN_FILE'],
        audiences: ['api://AzureADTokenExchange'],
      },
      { azure: 'short_lived' },
    ],
    [
      'Azure with a key in a file',
      {
        presets: ['preset-azure-cred'],
        cluster: 'default',
        secrets: ['azure-cred', 'azure-ssh'],
      },
      { azure: 'static', ssh: 'static' },
    ],
    [
      'DigitalOcean with tokens in variables',
      {
        presets: ['preset-do-credential', 'preset-do-spaces-credential'],
        cluster: 'k8s-infra-prow-build',
        secretEnv: [
          'DIGITALOCEAN_ACCESS_TOKEN <- some-team-digitalocean',
          'S3_SECRET_ACCESS_KEY <- spaces-digitalocean-s3',
        ],
      },
      { digitalocean: 'static' },
    ],
    [
      'Hetzner with a token from a secret that is not listed',
      { presets: [], cluster: 'default', secretEnv: ['HCLOUD_TOKEN <- some-team-hetzner'] },
      { hetzner: 'static' },
    ],
    [
      'presubmits that only build',
      { presets: ['preset-dind-enabled', 'preset-bazel-scratch-dir'], cluster: 'default' },
      {},
    ],
  ])('%s', async (_, shape, kinds) => {
    expect(await kindsOf(shape)).toEqual(kinds);
  });
});
