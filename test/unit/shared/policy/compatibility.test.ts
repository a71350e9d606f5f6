import { expect, test } from 'vitest';
import {
  parseCompatibilityPolicy,
  skipPolicySql,
  versionPolicySql,
} from '../../../../shared/policy/compatibility.ts';

const RULE = { why: 'so', expires: null };

function policy(periods: readonly object[], rule: object = RULE) {
  return { versions: { kops: { '1.35': periods }, kubernetes: {} }, skip_rules: { rule } };
}

const SUPPORTED = { status: 'supported', from: '2026-01-01' };

test('a status ends when the next one begins', () => {
  const retired = { status: 'retired', from: '2026-07-01', reason: 'too old' };
  const lines = versionPolicySql(parseCompatibilityPolicy(policy([SUPPORTED, retired]))).split(
    '\n',
  );
  expect(lines[1]).toBe(
    "SELECT 'kops' AS product, '1.35' AS version, 'supported' AS status, DATE '2026-01-01' AS from_date, DATE '2026-07-01' AS until_date, CAST(NULL AS STRING) AS reason",
  );
  expect(lines[3]).toBe(
    "SELECT 'kops' AS product, '1.35' AS version, 'retired' AS status, DATE '2026-07-01' AS from_date, CAST(NULL AS DATE) AS until_date, 'too old' AS reason",
  );
});

test.each([
  ['[sig-storage] *', String.raw`r'^\[sig-storage\] (?s:.*)$'`],
  ['a.b (c|d)+? ^$ {2}', String.raw`r'^a[.]b \(c\|d\)\+\? \^\$ \{2\}$'`],
])('the pattern %s matches only itself, and * matches any text', (tests, expression) => {
  const sql = skipPolicySql(parseCompatibilityPolicy(policy([SUPPORTED], { ...RULE, tests })));
  expect(sql).toContain(`${expression} AS tests, r'^(?s:.*)$' AS jobs`);
});

test.each([
  ['an unknown status', policy([{ ...SUPPORTED, status: 'old' }]), 'kops["1.35"][0].status'],
  [
    'a date that does not exist',
    policy([{ ...SUPPORTED, from: '2026-02-30' }]),
    'kops["1.35"][0].from',
  ],
  ['periods out of order', policy([SUPPORTED, SUPPORTED]), 'has to begin after'],
  ['a version without a status', policy([]), 'kops["1.35"]'],
  ['a rule without an expiry', policy([SUPPORTED], { why: 'so' }), 'rule.expires'],
  ['a rule without a reason', policy([SUPPORTED], { expires: null }), 'rule.why'],
  ['a quote in a rule', policy([SUPPORTED], { ...RULE, tests: "'" }), 'rule.tests'],
  [
    'a patch version',
    { ...policy([SUPPORTED]), versions: { kops: { '1.35.1': [SUPPORTED] }, kubernetes: {} } },
    '1.35.1',
  ],
  ['an unknown key', { ...policy([SUPPORTED]), owners: {} }, 'owners'],
])('a policy with %s is rejected, with the path of the problem', (_, wrong, place) => {
  expect(() => parseCompatibilityPolicy(wrong)).toThrow(
    'infra/policy/compatibility.json is invalid',
  );
  expect(() => parseCompatibilityPolicy(wrong)).toThrow(place);
});
