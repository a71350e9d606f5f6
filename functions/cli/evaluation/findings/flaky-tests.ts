import { z } from 'zod';
import type { FlakyTestTruth } from '../../simulation/truth/flakes.ts';
import type { RetriedTestTruth } from '../../simulation/truth/retries.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { OWN_RULE, type FindingKind, type FindingRule } from '../finding-kind.ts';
import { scoreFindings, type Expectation } from '../score.ts';
import { isPhase, testKey } from '../test-keys.ts';

/**
 * The statements that find flaky tests, each a row of suite, class and name.
 */

/** Ours. */
export const OUR_FLAKY_TESTS = 'SELECT suite, class_name, test_name FROM flaky_tests';

/** The results that rules are about: of builds with a known beginning, in which the test ran. */
const RESULTS = `
  SELECT
    results.job,
    results.test_id,
    results.suite,
    results.class_name,
    results.test_name,
    results.build_id,
    results.outcome,
    results.failed_attempts,
    builds.inputs,
    builds.started_at
  FROM test_results AS results
  INNER JOIN builds
    ON results.build_date = builds.build_date
    AND results.bucket = builds.bucket
    AND results.build_path = builds.object_name
  WHERE results.outcome != 'skipped'`;

/**
 * kettle's (kubernetes/test-infra, metrics/configs/flakes-config.yaml): builds of one job on one commit, of which the
 * test neither passed nor failed in all.
 *
 * @param isFailed what counts as a failure: with attempts that were made good within the build, or without
 */
export function kettleFlakyTests(isFailed: string): string {
  return `
  WITH
    results AS (${RESULTS}),
    commits AS (
      SELECT suite, class_name, test_name
      FROM results
      WHERE inputs IS NOT NULL
      GROUP BY job, inputs, test_id, suite, class_name, test_name
      HAVING LOGICAL_OR(${isFailed}) AND LOGICAL_OR(outcome != 'failed')
    )
  SELECT DISTINCT suite, class_name, test_name
  FROM commits`;
}

/** Fewer results tell TestGrid no percentage. */
const MIN_RESULTS = 10;

/**
 * TestGrid's: how often a test's result in a job differs from the one before, as a percentage of its results there;
 * flagged when it is above the threshold in any job.
 */
export function testGridFlakyTests(percent: number): string {
  return `
  WITH
    results AS (${RESULTS}),
    flips AS (
      SELECT
        *,
        outcome != LAG(outcome) OVER (PARTITION BY job, test_id ORDER BY started_at, build_id) AS is_flip
      FROM results
    ),
    rows_of_grids AS (
      SELECT suite, class_name, test_name
      FROM flips
      GROUP BY job, test_id, suite, class_name, test_name
      HAVING COUNT(*) >= ${MIN_RESULTS} AND 100 * COUNTIF(is_flip) > ${percent} * COUNT(*)
    )
  SELECT DISTINCT suite, class_name, test_name
  FROM rows_of_grids`;
}

/** Builds with a failed attempt; of one alone nobody can know whether it was the test or bad luck. */
const MIN_FAILED_BUILDS = 2;

/** Builds in which a test failed and passed; as many are no accident, whatever else is wrong with the test. */
const MIN_MIXED_BUILDS = 3;

/** TestGrid shows a percentage and leaves it to people what is too much. */
const PERCENTAGES = [5, 10, 20, 30];

const RULES: readonly FindingRule[] = [
  { name: OWN_RULE, setting: null, sql: OUR_FLAKY_TESTS },
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
    return [{ kind: 'flaky test', score: scoreFindings(expectedOf(truth), found.map(testKey)) }];
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
    required: flaky(truth.flaky_tests.filter((test) => signsOf(test) >= MIN_FAILED_BUILDS)),
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
  return new Set(keys.filter((key) => (mixed.get(key)?.length ?? 0) >= MIN_MIXED_BUILDS));
}

function isMixed({ outcomes }: RetriedTestTruth): boolean {
  return outcomes.includes('passed') && outcomes.some((outcome) => outcome !== 'passed');
}
