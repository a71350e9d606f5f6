import { z } from 'zod';
import type { FlakyTestTruth, RetriedTestTruth, Truth } from '../simulation/truth.ts';
import { OURS, type FindingKind, type Rule } from './finding-kind.ts';
import { kettleFlakyTests, OUR_FLAKY_TESTS, testGridFlakyTests } from './flaky-tests-sql.ts';
import { isPhase, testKey } from './keys.ts';
import { score, type Expectation } from './score.ts';

/** Builds with a failed attempt; of one alone nobody can know whether it was the test or bad luck. */
const LEAST_SIGNS = 2;

/** Builds in which a test failed and passed; as many are no accident, whatever else is wrong with the test. */
const LEAST_MIXED_BUILDS = 3;

/** TestGrid shows a percentage and leaves it to people what is too much. */
const PERCENTAGES = [5, 10, 20, 30];

const RULES: readonly Rule[] = [
  { name: OURS, setting: null, sql: OUR_FLAKY_TESTS },
  { name: 'kettle', setting: 'builds', sql: kettleFlakyTests("outcome = 'failed'") },
  { name: 'kettle', setting: 'attempts', sql: kettleFlakyTests('failed_attempts > 0') },
  ...PERCENTAGES.map((percent) => ({
    name: 'TestGrid',
    setting: `flips > ${percent} %`,
    sql: testGridFlakyTests(percent),
  })),
];

const rowsSchema = z.array(
  z.object({
    suite: z.string().nullable(),
    class_name: z.string().nullable(),
    test_name: z.string(),
  }),
);

/**
 * Flaky tests. The unit is the test, in whichever jobs: it is the test that somebody has to mend. kubetest2's phases
 * are no tests: rows about them are neither right nor wrong, for anybody.
 */
export const FLAKY_TESTS: FindingKind = {
  name: 'flaky test',
  rules: RULES,
  judge: (truth, rows) => {
    const found = rowsSchema.parse(rows).filter((row) => !isPhase(row));
    return [{ kind: 'flaky test', score: score(expectedOf(truth), found.map(testKey)) }];
  },
};

/**
 * Required are planned flaky tests that have shown it. Tolerated are those that have not, and tests that a regression,
 * a hopeless job or a pull request breaks if they truly failed and passed in one build several times: with retries, what
 * fails nine times out of ten is flaky by definition.
 */
function expectedOf(truth: Truth): Expectation {
  const flaky = (tests: readonly FlakyTestTruth[]): ReadonlySet<string> =>
    new Set(tests.map(({ test }) => testKey(test)));
  const tolerated = flaky(truth.flaky_tests).union(mixedBrokenTests(truth));
  return {
    required: flaky(truth.flaky_tests.filter((test) => signsOf(test) >= LEAST_SIGNS)),
    isTolerated: (key) => tolerated.has(key),
  };
}

function signsOf({ jobs }: FlakyTestTruth): number {
  return jobs.reduce(
    (sum, { failed_builds, flaky_builds }) => sum + failed_builds + flaky_builds,
    0,
  );
}

function mixedBrokenTests(truth: Truth): ReadonlySet<string> {
  const { regressions, never_passed, broken_pushes, retried_tests } = truth;
  const tests = [...regressions, ...never_passed, ...broken_pushes].flatMap(
    ({ test }) => test ?? [],
  );
  const mixed = Map.groupBy(retried_tests.filter(isMixed), ({ test }) => testKey(test));
  const keys = tests.map(testKey);
  return new Set(keys.filter((key) => (mixed.get(key)?.length ?? 0) >= LEAST_MIXED_BUILDS));
}

function isMixed({ outcomes }: RetriedTestTruth): boolean {
  return outcomes.includes('passed') && outcomes.some((outcome) => outcome !== 'passed');
}
