import { describe, expect, test } from '@jest/globals';
import {
  HIDDEN,
  holdsSecret,
  withoutSecrets,
} from '../../../../../shared/domain/credentials/hiding.ts';
import { POLICIES } from '../../../../support/policies.ts';
import { growth, LESS_THAN_QUADRATIC } from '../../../../support/thread-time.ts';

const POLICY = POLICIES.credentials;

describe('the name of a variable shows that it contains a secret', () => {
  test.each([
    ['AWS_SECRET_ACCESS_KEY', 'x', true],
    ['AWS_ACCESS_KEY_ID', 'x', true],
    ['HCLOUD_TOKEN', 'x', true],
    ['github_token', 'x', true],
    ['CITOKEN', 'x', true],
    ['SSH_PRIVATE_KEY_B64', 'x', true],
    ['GOOGLE_CREDENTIALS', '/listed/by/its/name', true],
    ['TOKEN', '/looks/like/a/path', true],
    ['DB_PASSWORD', '/starts/with/a/slash', true],
    ['API_KEY_FILE', 'the key itself', true],
    ['API_KEY_FILE', '/etc/cloud/api-key', false],
    ['GOOGLE_APPLICATION_CREDENTIALS', '/etc/service-account/service-account.json', false],
    ['GOOGLE_APPLICATION_CREDENTIALS', '{"type":"service_account"}', true],
    ['AWS_WEB_IDENTITY_TOKEN_FILE', '/var/run/token', false],
    ['KUBE_SSH_KEY_PATH', '/etc/ssh/private', false],
    ['KOPS_VERSION', '1.35.0', false],
    ['TOKENIZER', 'x', false],
    ['', '', false],
  ])('%s = %s: %s', (name, value, is) => {
    expect(holdsSecret(name, value, POLICY)).toBe(is);
  });
});

describe('text in the form of a secret is hidden:', () => {
  const pem = (kind: string, end = true): string =>
    ['-----BEGIN ', kind, 'PRIVATE KEY-----\nabc\n', end ? `-----END ${kind}PRIVATE KEY-----` : '']
      .filter(Boolean)
      .join('');

  test.each([
    [`a ${pem('RSA ')} b`, `a ${HIDDEN} b`],
    [`a ${pem('')} b ${pem('EC ')} c`, `a ${HIDDEN} b ${HIDDEN} c`],
    [`a ${pem('', false)} b`, `a ${HIDDEN}`],
    ['https://user:word@host:8080/path', `https://${HIDDEN}@host:8080/path`],
    ['https://:word@host/', `https://${HIDDEN}@host/`],
  ])('%j', (text, shown) => {
    expect(withoutSecrets(text, POLICY)).toBe(shown);
  });

  test.each(POLICY.hidden.forms)('$begins…', ({ begins, of, at_least }) => {
    const [some = ''] = new RegExp(of).exec('0') ?? [];
    const secret = begins + some.repeat(at_least);
    expect(withoutSecrets(`before "${secret}" after`, POLICY)).toBe(`before "${HIDDEN}" after`);
    const short = begins + some.repeat(at_least - 1);
    expect(withoutSecrets(short, POLICY)).toBe(short);
  });
});

describe('other text is kept:', () => {
  test.each([
    'git@github.com:org/repo.git',
    'https://host:8080/a@b',
    'https://user@host/',
    'gs://bucket/name:with@signs',
    'v1.37.0-alpha.1-42-gdeadbeef01',
    '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----',
  ])('%j', (text) => {
    expect(withoutSecrets(text, POLICY)).toBe(text);
  });
});

test.each(['://a:', '-----BEGIN A', '-----BEGIN PRIVATE KEY-----', 'AKIAAKI', 'eyJ.'])(
  'a long text of %j is processed in linear time',
  async (text) => {
    const grown = await growth((size) => withoutSecrets(text.repeat(size), POLICY), 100_000);
    expect(grown).toBeLessThan(LESS_THAN_QUADRATIC);
  },
);
