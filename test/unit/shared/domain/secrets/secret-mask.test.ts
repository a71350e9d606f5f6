import { describe, expect, test } from 'vitest';
import { secretMask } from '../../../../../shared/domain/secrets/secret-mask.ts';
import { HIDDEN } from '../../../../../shared/domain/secrets/span.ts';
import { requiredLiterals } from '../../../../../shared/domain/symptoms/required-literals.ts';
import { CORE, CORES, MADE_UP_SECRETS } from '../../../../support/made-up-secrets.ts';
import { POLICIES } from '../../../../support/policies.ts';
import { growth, LESS_THAN_QUADRATIC } from '../../../../support/thread-time.ts';

const MASK = secretMask(POLICIES.secrets);

const secrets = Object.entries(MADE_UP_SECRETS);

function expectHidden(text: string): void {
  const shown = MASK.mask(text);
  expect(CORES.filter((core) => shown.includes(core))).toEqual([]);
  expect(shown).toContain(HIDDEN);
}

describe('a secret is hidden,', () => {
  test.each(secrets)('alone: %s', (_, secret) => {
    expectHidden(secret);
  });

  test.each(secrets)('in a sentence, and wherever it lies in a text: %s', (_, secret) => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      expectHidden(`${before} failed: ${secret} at 10:00\nand more`);
    }
  });

  test.each(secrets)('in a text with other characters than those of Latin-1: %s', (_, secret) => {
    expectHidden(`„Ψ日本\u{1f600}“ ${secret} „\u0420“`);
  });

  test.each(secrets)('after an escaped line feed: %s', (_, secret) => {
    expectHidden(`lines\\n${secret}\\nmore`);
  });

  test.each(secrets)('far inside of a long text: %s', (_, secret) => {
    expectHidden(`${'some words\n'.repeat(8_000)}${secret}\n${'some words\n'.repeat(8_000)}`);
  });

  test.each(secrets)('only once: %s', (_, secret) => {
    const shown = MASK.mask(secret);
    expect(MASK.mask(shown)).toBe(shown);
  });
});

describe('names stay:', () => {
  test.each([
    [`--password=${CORE} --verbose`, `--password=${HIDDEN} --verbose`],
    [`{"user":"a","password":"${CORE}"}`, `{"user":"a","password":"${HIDDEN}"}`],
    [`ghp_${CORE.repeat(3)} and more`, `ghp_${HIDDEN} and more`],
    [`Authorization: Bearer ${CORE}, x`, `Authorization: Bearer ${HIDDEN}, x`],
    [`https://u:${CORE}@host:80/p`, `https://${HIDDEN}@host:80/p`],
    [`- name: API_TOKEN\n  value: ${CORE}\n`, `- name: API_TOKEN\n  value: ${HIDDEN}\n`],
    [`?access_token=${CORE}&x=1`, `?access_token=${HIDDEN}&x=1`],
  ])('%j', (text, shown) => {
    expect(MASK.mask(text)).toBe(shown);
  });
});

describe('a private key that was cut is hidden:', () => {
  const lines = `${CORE.repeat(5)}\n`.repeat(4);
  const begin = ['-----BEGIN ', 'PRIVATE KEY-----'].join('');
  const end = ['-----END ', 'PRIVATE KEY-----'].join('');
  test.each([
    ['its end is missing', `a ${begin}\n${lines}`, `a ${HIDDEN}\n`],
    ['its beginning is missing', `${lines}${end}\nb`, `${HIDDEN}\nb`],
    ['two keys', `${begin}\n${lines}${end} b ${begin}\n${lines}${end}`, `${HIDDEN} b ${HIDDEN}`],
  ])('%s', (_, text, shown) => {
    expect(MASK.mask(text)).toBe(shown);
  });
});

test('a text of several pieces is searched as a whole', () => {
  for (let shift = 0; shift < 80; shift++) {
    const text = `${'x'.repeat(64 * 1024 - 70 + shift)} password: ${CORE}`;
    expect(MASK.mask(text)).not.toContain(CORE);
  }
});

test('every pattern can be found by one of the texts that it is said to contain', () => {
  for (const { pattern, contains } of POLICIES.secrets.patterns) {
    const required = requiredLiterals(pattern) ?? [''];
    const unfound = required.filter((text) => !contains.some((part) => text.includes(part)));
    expect({ pattern, unfound }).toEqual({ pattern, unfound: [] });
  }
});

test('every pattern is an expression of RE2', () => {
  expect(() => {
    MASK.compile();
  }).not.toThrow();
});

const begin = ['-----BEGIN ', 'PRIVATE KEY-----'].join('');
const texts = [
  '://a:',
  '@',
  '://@',
  'token=',
  'token=$',
  'token="',
  'token:',
  'tokentoken',
  begin,
  'AKIA',
  'eyJ.',
];
const more = [
  '{"password":"',
  'curl -u a:',
  'bearer ',
  'twilio 0',
  'cookie: a=',
  '"auth":"',
  'TOKEN, value: ',
];
const endings = [
  '-----END private key-----',
  '-----END PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY----- A\n',
];
const values = [
  ...[
    'token=1&',
    'TOKEN=a1,b=',
    '--token ',
    'password: |\n ',
    'password: |\\n ',
    '<token>',
    'token":["',
    "token='",
  ],
  ...[
    'checksum/token=',
    'Test/token=',
    'login a password ',
    'authorization: token ',
    'token=)',
    '"token" value="a',
  ],
];
test.each([...texts, ...more])('a long text of %j takes linear time', async (text) => {
  const grown = await growth((size) => MASK.mask(text.repeat(size / text.length)), 30_000);
  expect(grown).toBeLessThan(LESS_THAN_QUADRATIC);
});

test.each([...endings, ...values])('a longer text of %j takes linear time', async (text) => {
  const grown = await growth((size) => MASK.mask(text.repeat(size / text.length)), 100_000);
  expect(grown).toBeLessThan(LESS_THAN_QUADRATIC);
});
