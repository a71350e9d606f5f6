import { describe, expect, test } from 'vitest';
import {
  f1Of,
  precisionOf,
  recallOf,
  scoreFindings,
  sumScores,
  wilsonInterval,
} from '../../../../../functions/cli/evaluation/score.ts';

const CASES = [
  { about: 'everything', required: 'ab', tolerated: '', found: 'ab', measures: [1, 1, 1] },
  { about: 'half', required: 'ab', tolerated: '', found: 'a', measures: [1, 0.5, 2 / 3] },
  { about: 'one too many', required: 'a', tolerated: '', found: 'ab', measures: [0.5, 1, 2 / 3] },
  { about: 'the same twice', required: 'a', tolerated: '', found: 'aa', measures: [1, 1, 1] },
  { about: 'a tolerated key', required: 'a', tolerated: 'x', found: 'ax', measures: [1, 1, 1] },
  { about: 'only a wrong key', required: 'a', tolerated: '', found: 'b', measures: [0, 0, 0] },
  { about: 'nothing at all', required: 'a', tolerated: '', found: '', measures: [1, 0, 0] },
  {
    about: 'nothing where nothing is expected',
    required: '',
    tolerated: '',
    found: '',
    measures: [1, 1, 1],
  },
  {
    about: 'a key where nothing is expected',
    required: '',
    tolerated: '',
    found: 'a',
    measures: [0, 1, 0],
  },
];

describe.each(CASES)('a rule that finds $about', ({ required, tolerated, found, measures }) => {
  const result = scoreFindings(
    { required: new Set(required), isTolerated: (key) => tolerated.includes(key) },
    found,
  );

  test('has the expected precision, recall and F1', () => {
    expect([precisionOf(result), recallOf(result), f1Of(result)]).toEqual(measures);
  });

  test('has lists of the missed and the wrong keys', () => {
    expect(result.missed).toEqual(Array.from(required).filter((key) => !found.includes(key)));
    expect(result.expected - result.right).toBe(result.missed.length);
    expect(result.found - result.right).toBe(result.wrong.length);
  });
});

test('in a sum each finding has the same weight', () => {
  const all = { required: new Set('abc'), isTolerated: () => false };
  const none = { required: new Set<string>(), isTolerated: () => false };
  const sum = sumScores([scoreFindings(all, 'abc'), scoreFindings(none, 'x')]);
  expect(sum).toEqual({ expected: 3, found: 4, right: 3, missed: [], wrong: ['x'] });
});

test.each([
  { right: 8, total: 10, interval: [0.4902, 0.9433] },
  { right: 10, total: 10, interval: [0.7225, 1] },
  { right: 0, total: 10, interval: [0, 0.2775] },
  { right: 172, total: 176, interval: [0.943, 0.9911] },
])('the interval of $right in $total is $interval', ({ right, total, interval: [low, high] }) => {
  const interval = wilsonInterval(right, total);
  expect(interval?.low).toBeCloseTo(low ?? NaN, 3);
  expect(interval?.high).toBeCloseTo(high ?? NaN, 3);
});

test('a share of nothing has no interval', () => {
  expect(wilsonInterval(0, 0)).toBeUndefined();
});
