import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { HIDDEN } from '../../../../../shared/domain/secrets/span.ts';
import { rowOf } from '../../../../support/row-of-documents.ts';
import { POLICIES } from '../../../../support/policies.ts';

/** A value that does not look like a secret, and that does not occur anywhere else. */
const value = fc.stringMatching(/^[a-z0-9+/]{12}$/).map((text) => `VALUE-${text}`);

function pod(env: readonly object[]): object {
  return { spec: { pod_spec: { containers: [{ name: 'test', env }] } } };
}

test('the value of a variable for a secret is not in the row, even if it does not look like a secret', async () => {
  const name = fc
    .tuple(
      fc.constantFrom('', 'MY_', 'my_'),
      fc.constantFrom(...POLICIES.secrets.names.words),
      fc.constantFrom('', '_ID'),
    )
    .map((parts) => parts.join(''));
  const known = fc.constantFrom(...Object.keys(POLICIES.credentials.secret_variables));
  await fc.assert(
    fc.asyncProperty(fc.oneof(name, known), value, async (variable, secret) => {
      const row = await rowOf({ prowjob: pod([{ name: variable, value: secret }]) });
      expect(JSON.stringify(row)).not.toContain('VALUE');
      expect(row.env).toEqual({ [variable]: HIDDEN });
    }),
  );
});

describe('a text that looks like a secret is not in the row:', () => {
  // Assembled here, so that scanners do not take it for a real secret.
  const secret = ['gh', 'p_', 'VALUE0'.repeat(6)].join('');
  test.each<[string, object]>([
    ['a variable', { prowjob: pod([{ name: 'REMOTE', value: `https://x:${secret}@host/` }]) }],
    ['a label', { prowjob: { metadata: { labels: { a: secret } }, spec: {} } }],
    ['an annotation', { prowjob: { metadata: { annotations: { a: `b ${secret}` } }, spec: {} } }],
    ['the description of a state', { prowjob: { spec: {}, status: { description: secret } } }],
    [
      'the title of a pull request',
      { prowjob: { spec: { refs: { pulls: [{ title: secret }] } } } },
    ],
    ['metadata', { finished: { timestamp: 1763683200, metadata: { a: [{ b: secret }] } } }],
    ['an event of the pod', { podinfo: { events: [{ type: 'Warning', message: secret }] } }],
    [
      'a variable that dimensions are read from',
      { prowjob: pod([{ name: 'KOPS_FEATURE_FLAGS', value: secret }]) },
    ],
  ])('%s', async (_, documents) => {
    const row = JSON.stringify(await rowOf(documents));
    expect(row).not.toContain('VALUE');
    expect(row).toContain(HIDDEN);
  });
});

test('variables after a secret are read', async () => {
  const env = [
    { name: 'AWS_SECRET_ACCESS_KEY', value: 'x' },
    { name: 'KOPS_VERSION', value: 'v1.35.2' },
    { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/var/run/token' },
  ];
  const row = await rowOf({ prowjob: pod(env) });
  expect(row.kops_release).toBe('v1.35.2');
  expect(row.env).toEqual({
    AWS_SECRET_ACCESS_KEY: HIDDEN,
    KOPS_VERSION: 'v1.35.2',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token',
  });
  expect(row.credentials).toEqual([
    { cloud: 'aws', kind: 'static', evidence: 'plain_env', name: 'AWS_SECRET_ACCESS_KEY' },
  ]);
});
