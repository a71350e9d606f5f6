import { describe, expect, test } from 'vitest';
import { missedAims } from '../../../../../functions/cli/evaluation/aims.ts';
import { compareRules, reportRow } from '../../../../../functions/cli/evaluation/comparison.ts';
import type { RuleResult } from '../../../../../functions/cli/evaluation/evaluate.ts';
import type { FindingKind } from '../../../../../functions/cli/evaluation/finding-kind.ts';
import { FLAKY_TESTS } from '../../../../../functions/cli/evaluation/findings/flaky-tests.ts';
import { KINDS } from './kinds.ts';
import { scoreFindings } from '../../../../../functions/cli/evaluation/score.ts';

const AIMS = [{ kind: 'flaky test', f1: 0.95, isBest: true }];

/** Returns the results of the rules for flaky tests: what each found of `abcd`, by rule or setting. */
function judged(seed: number, found: Readonly<Record<string, string>>): readonly RuleResult[] {
  return FLAKY_TESTS.rules.map((rule) => {
    const findings = found[rule.setting ?? rule.name] ?? '';
    const expectation = { required: new Set('abcd'), isTolerated: () => false };
    return {
      seed,
      kind: FLAKY_TESTS,
      rule,
      scores: [{ kind: 'flaky test', score: scoreFindings(expectation, findings) }],
    };
  });
}

test('the best setting of a rule is compared, the same for all seeds', () => {
  const comparisons = compareRules([
    ...judged(1, { 'flips > 5 %': 'abcx', 'flips > 10 %': 'ab' }),
    ...judged(2, { 'flips > 5 %': '', 'flips > 10 %': 'abcd' }),
  ]);
  const rows = comparisons.map(reportRow).filter(({ rule }) => rule.startsWith('TestGrid'));
  expect(rows.map(({ rule, seed, right }) => [rule, seed, right])).toEqual([
    ['TestGrid (flips > 10 %)', 'all', 6],
    ['TestGrid (flips > 10 %)', 1, 2],
    ['TestGrid (flips > 10 %)', 2, 4],
  ]);
});

describe.each([
  { about: 'everything', first: { 'ci-signal': 'abcd' }, missed: 0 },
  {
    about: 'everything, as another rule does',
    first: { 'ci-signal': 'abcd', builds: 'abcd' },
    missed: 0,
  },
  { about: 'too little', first: { 'ci-signal': 'ab' }, missed: 1 },
  { about: 'no more than another rule', first: { 'ci-signal': 'abc', builds: 'abc' }, missed: 2 },
])('a rule that finds $about', ({ first, missed }) => {
  test('misses the expected number of aims', () => {
    expect(missedAims(compareRules(judged(1, first)), AIMS)).toHaveLength(missed);
  });
});

test('an aim can be missed on one seed only', () => {
  const most = { 'ci-signal': 'abc', builds: 'abcd' };
  const many = Array.from({ length: 20 }, (_, i) => judged(i + 2, { 'ci-signal': 'abcd' })).flat();
  expect(missedAims(compareRules([...judged(1, most), ...many]), AIMS)).toEqual([
    'flaky test: with seed 1, kettle (builds) has F1 1.000, and ci-signal 0.857',
  ]);
});

test.each(KINDS.map((kind: FindingKind) => ({ kind: kind.name, rules: kind.rules })))(
  '$kind: our rule comes first',
  ({ rules }) => {
    expect(rules[0]?.name).toBe('ci-signal');
  },
);
