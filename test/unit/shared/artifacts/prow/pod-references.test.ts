import { expect, test } from 'vitest';
import fc from 'fast-check';
import { readBuildFile } from '../../../../../shared/artifacts/prow/read-build-file.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

async function read(pod_spec: unknown, labels: unknown = {}) {
  const body = JSON.stringify({ metadata: { labels }, spec: { job: 'j', pod_spec } });
  const record = await readBuildFile('prowjob', inPieces(body), POLICIES);
  if (record.kind !== 'prowjob') throw new Error('not a ProwJob');
  return record;
}

async function evidenceIn(pod_spec: unknown): Promise<readonly string[]> {
  const { credentials } = await read(pod_spec);
  return credentials.map(({ evidence, name }) => `${evidence} ${name}`);
}

const fromSecret = (name: string, secret: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key: 'k' } },
});
const projected = (...sources: readonly object[]) => ({
  volumes: [{ name: 'v', projected: { sources } }],
});

test.each<[string, unknown, readonly string[]]>([
  ['nothing', {}, []],
  ['a secret as a volume', { volumes: [{ secret: { secretName: 's' } }] }, ['secret_volume s']],
  [
    'a token and a secret in one volume',
    projected({ serviceAccountToken: { audience: 'a', path: 'p' } }, { secret: { name: 's' } }),
    ['secret_volume s', 'projected_token a'],
  ],
  [
    'a token for the cluster itself',
    projected({ serviceAccountToken: { path: 'p' } }),
    ['projected_token kubernetes'],
  ],
  [
    'a secret that a driver fetches',
    {
      volumes: [
        { csi: { driver: 'd', volumeAttributes: { secretProviderClass: 'c', region: 'r' } } },
        { csi: { driver: 'd', nodePublishSecretRef: { name: 'n' } } },
      ],
    },
    ['secret_volume c', 'secret_volume n'],
  ],
  [
    'variables of every container, those that begin too',
    {
      initContainers: [{ env: [fromSecret('A', 's1')] }],
      containers: [{ env: [fromSecret('B', 's2')] }, { envFrom: [{ secretRef: { name: 's3' } }] }],
    },
    ['secret_env s1', 'secret_env s2', 'secret_env s3'],
  ],
  [
    'a role whose variables two presets brought',
    {
      containers: [
        { env: [{ name: 'AWS_ROLE_ARN', value: 'x' }, { name: 'AWS_WEB_IDENTITY_TOKEN_FILE' }] },
      ],
    },
    ['role AWS_ROLE_ARN'],
  ],
  [
    'a key in plain sight, and one that is empty',
    {
      containers: [
        {
          env: [
            { name: 'HCLOUD_TOKEN', value: 'x' },
            { name: 'GITHUB_TOKEN', value: '' },
          ],
        },
      ],
    },
    ['plain_env HCLOUD_TOKEN'],
  ],
  ['an account', { serviceAccountName: 'azure' }, ['service_account azure']],
  ['an account by its old name', { serviceAccount: 'azure' }, ['service_account azure']],
  [
    'volumes and variables that are none',
    {
      volumes: [{ emptyDir: {} }, { configMap: { name: 'c' } }, { secret: {} }],
      containers: [
        {
          env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'f' } } }],
          envFrom: [{ configMapRef: { name: 'c' } }],
        },
      ],
    },
    [],
  ],
])('%s', async (_, podSpec, found) => {
  expect(await evidenceIn(podSpec)).toEqual(found);
});

test('more than fifty variables are read', async () => {
  const env = Array.from({ length: 60 }, (_, i) => ({ name: `V${i}`, value: 'x' }));
  const record = await read({ containers: [{ env: [...env, fromSecret('A', 's')] }] });
  expect(record.credentials.map(({ name }) => name)).toEqual(['s']);
  expect(record.warnings).toEqual([]);
  expect(Object.keys(record.env)).toHaveLength(60);
});

test('names and their number are limited, so that a row fits into a message', async () => {
  const name = 'n'.repeat(5000);
  const env = Array.from({ length: 300 }, (_, i) => fromSecret('A', `${i}${name}`));
  const { credentials, warnings } = await read({ containers: [{ env }, { env }] });
  expect(credentials).toHaveLength(200);
  expect(Math.max(...credentials.map((one) => one.name.length))).toBe(253);
  expect(warnings).toContain('pod_spec: only the first 200 secrets and tokens were kept');
});

test.each([
  ['a list where an object is expected', { containers: [{ env: [{ valueFrom: [] }] }] }],
  ['a text where a list is expected', { volumes: 'none' }],
  ['a text where a volume is expected', { volumes: ['none'] }],
  ['an object where a name is expected', { volumes: [{ secret: { secretName: {} } }] }],
  ['a source that is not an object', { volumes: [{ projected: { sources: [7] } }] }],
  ['an account that is not a text', { serviceAccountName: ['a'] }],
])('%s leads to a warning and no evidence', async (_, podSpec) => {
  const { credentials, warnings } = await read(podSpec);
  expect(credentials).toEqual([]);
  expect(warnings).toHaveLength(1);
});

test('no value in a pod is ever shown', async () => {
  const value = fc.stringMatching(/^[a-z]{6}$/).map((text) => `VALUE-${text}`);
  await fc.assert(
    fc.asyncProperty(value, async (secret) => {
      const { credentials } = await read(podWith(secret), {
        'preset-service-account': 'true',
        'preset-do-credential': secret,
      });
      expect(credentials.map(({ evidence }) => evidence)).toEqual([
        'preset',
        'secret_volume',
        'secret_volume',
        'secret_volume',
        'secret_env',
        'secret_env',
        'plain_env',
        'projected_token',
        'role',
        'service_account',
      ]);
      expect(JSON.stringify(credentials)).not.toContain('VALUE');
    }),
  );
});

/** Returns a pod with all sorts of evidence, and with `value` at each place that does not name a credential. */
function podWith(value: string): object {
  const variable = (name: string) => ({ name, value });
  return {
    serviceAccountName: 'azure',
    nodeSelector: { [value]: value },
    containers: [
      {
        name: value,
        image: value,
        command: [value],
        args: [`--token=${value}`],
        env: [
          variable('AWS_ROLE_ARN'),
          variable('AWS_WEB_IDENTITY_TOKEN_FILE'),
          variable('AWS_SECRET_ACCESS_KEY'),
          variable(value),
          { name: 'A', value, valueFrom: { secretKeyRef: { name: 's1', key: value } } },
        ],
        envFrom: [{ prefix: value, secretRef: { name: 's2', optional: true } }],
        volumeMounts: [{ name: value, mountPath: value, subPath: value }],
      },
    ],
    volumes: [
      { name: value, secret: { secretName: 's3', items: [{ key: value, path: value }] } },
      {
        name: value,
        projected: {
          sources: [
            { serviceAccountToken: { audience: 'a', path: value } },
            { secret: { name: 's4', items: [{ key: value, path: value }] } },
          ],
        },
      },
      {
        name: value,
        csi: { driver: value, volumeAttributes: { secretProviderClass: 's5', token: value } },
      },
    ],
  };
}
