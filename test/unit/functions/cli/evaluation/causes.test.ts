import { describe, expect, test } from 'vitest';
import { CAUSES } from '../../../../../functions/cli/evaluation/findings/causes.ts';
import type { RegressionTruth } from '../../../../../functions/cli/simulation/truth/regressions.ts';
import { regression, testNamed, truthWith } from './truths.ts';

/** Returns a regression of a test by a commit. */
function broken(name: string, commit: string): RegressionTruth {
  const one = regression({ test: testNamed(name) });
  const known = one.first_bad_commit;
  return { ...one, first_bad_commit: known && { ...known, sha: commit } };
}

function row(test_name: string, incident: string) {
  return { job: 'job', suite: 'e2e', class_name: 'e2e', test_name, incident };
}

const TRUTH = truthWith({ regressions: [broken('a', 'x'), broken('b', 'x'), broken('c', 'y')] });

describe.each([
  { about: 'one incident', rows: [row('a', '1'), row('b', '1')], found: ['x'], wrong: [] },
  { about: 'one that lacks a test', rows: [row('a', '1')], found: ['x'], wrong: [] },
  { about: 'two', rows: [row('a', '1'), row('b', '2')], found: ['x'], wrong: ['commit x, also 2'] },
  { about: 'one of another test', rows: [row('c', '1')], found: [], wrong: [] },
  { about: 'none', rows: [], found: [], wrong: [] },
])('a commit that breaks two tests, with $about', ({ rows, found, wrong }) => {
  test('is scored', () => {
    const [scored] = CAUSES.judge(TRUTH, rows);
    expect(scored?.score).toMatchObject({
      expected: 1,
      right: found.length,
      found: found.length + wrong.length,
      wrong,
    });
  });
});

test('a test that two commits break does not count', () => {
  const again = truthWith({ regressions: [broken('a', 'x'), broken('b', 'x'), broken('a', 'y')] });
  expect(CAUSES.judge(again, [])[0]?.score.expected).toBe(0);
});
