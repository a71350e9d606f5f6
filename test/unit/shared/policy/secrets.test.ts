import { describe, expect, test } from 'vitest';
import { checkPolicies } from '../../../../infra/build/check-policies.ts';
import json from '../../../../infra/policy/secrets.json' with { type: 'json' };
import { secretMask } from '../../../../shared/domain/secrets/secret-mask.ts';
import { holdsSecret, isSecretField } from '../../../../shared/domain/secrets/secret-names.ts';
import { PolicyError } from '../../../../shared/policy/parse.ts';
import { parseSecretPolicy } from '../../../../shared/policy/secrets.ts';
import { POLICIES } from '../../../support/policies.ts';

const [form] = json.forms;
const [pattern] = json.patterns;

describe('a policy is refused that has', () => {
  test.each<[string, object, string]>([
    ['a word in lower case', { names: { ...json.names, words: ['token'] } }, 'names.words[0]'],
    [
      'an ending without an underscore',
      { names: { ...json.names, paths: ['FILE'] } },
      'names.paths[0]',
    ],
    [
      'a form with a pattern instead of a character class',
      { forms: [{ ...form, of: '(a+)+' }] },
      'forms[0].of',
    ],
    [
      'a form that matches almost anything',
      { forms: [{ ...form, at_least: 1 }] },
      'forms[0].at_least',
    ],
    [
      'a pattern that every text may match',
      { patterns: [{ ...pattern, contains: [] }] },
      'patterns[0].contains',
    ],
  ])('%s', (_, part, place) => {
    const parse = () => parseSecretPolicy({ ...json, ...part });
    expect(parse).toThrow(PolicyError);
    expect(parse).toThrow('infra/policy/secrets.json is invalid');
    expect(parse).toThrow(place);
  });
});

describe('the build refuses a pattern', () => {
  test.each([
    ['that is none of RE2', '(?<=a)(b)', 'not an expression of RE2'],
    ['without a group', 'password', 'needs one group'],
    ['with two groups', '(a)(b)', 'needs one group'],
  ])('%s', (_, written, message) => {
    const secrets = parseSecretPolicy({ ...json, patterns: [{ ...pattern, pattern: written }] });
    expect(() => checkPolicies({ ...POLICIES, secrets })).toThrow(PolicyError);
    expect(() => {
      secretMask(secrets).compile();
    }).toThrow(message);
  });
});

test('the variables of credentials.json that contain secrets are secret by their names', () => {
  const names = Object.keys(POLICIES.credentials.secret_variables);
  expect(names.filter((name) => !holdsSecret(name, 'x', POLICIES.secrets))).toEqual([]);
});

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
    expect(holdsSecret(name, value, POLICIES.secrets)).toBe(is);
  });
});

describe('a field of a document is a secret by its name and its value', () => {
  test.each([
    ['password', 'hunter', true],
    ['clientSecret', 'abcdef1234567890', true],
    ['api-key', 'abcdef1234567890', true],
    ['preset-do-credential', 'true', false],
    ['secret', 'name-of-a-secret', false],
    ['secretName', 'abcdef1234567890', false],
    ['token', '/var/run/token', false],
    ['password', '', false],
  ])('%s: %s: %s', (name, value, is) => {
    expect(isSecretField(name, value, POLICIES.secrets)).toBe(is);
  });
});
