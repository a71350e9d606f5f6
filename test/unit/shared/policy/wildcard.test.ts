import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { matchesWildcard, wildcardExpression } from '../../../../shared/policy/wildcard.ts';

test.each([
  ['a/b.c/*', 'a/b.c/', true],
  ['a/b.c/*', 'a/b.c/d/e', true],
  ['a/b.c/*', 'a/bxc/d', false],
  ['a/b.c/*', 'x/a/b.c/d', false],
  ['*', '', true],
  ['cilium', 'cilium-eni', false],
  ['*-eni', 'cilium-eni', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['[x] (y|z)+? ^$ {2} \\d', '[x] (y|z)+? ^$ {2} \\d', true],
  ['[x]', 'x', false],
])('%s matches %s: %s', (pattern, text, isMatch) => {
  expect(matchesWildcard(pattern, text)).toBe(isMatch);
  expect(RE2JS.matches(wildcardExpression(pattern), text)).toBe(isMatch);
  expect(RE2JS.matches(wildcardExpression(pattern, { acrossLines: true }), text)).toBe(isMatch);
});

test('* matches line breaks only with the option acrossLines', () => {
  expect(matchesWildcard('a*c', 'a\nc')).toBe(true);
  expect(RE2JS.matches(wildcardExpression('a*c', { acrossLines: true }), 'a\nc')).toBe(true);
  expect(RE2JS.matches(wildcardExpression('a*c'), 'a\nc')).toBe(false);
});
