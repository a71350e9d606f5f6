import { z } from 'zod';
import type { FlakyTestTruth } from '../../simulation/truth/flakes.ts';
import type { RetriedTestTruth } from '../../simulation/truth/retries.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { keyedKind, ownRule, type FindingRule } from '../finding-kind.ts';
import { isPhase, testKey } from '../keys.ts';
import { RAN_RESULTS } from '../ran-results.ts';
import type { Expectation } from '../score.ts';

/**
 * Returns kettle's rule (kubernetes/test-infra, metrics/configs/flakes-config.yaml): a test is flaky if it both passed
 * and failed in builds of one job on one commit.
 *
 * @param isFailed the condition of a failure, which includes failed attempts before a passed one or not
 */
function kettleRule(setting: string, isFailed: string): FindingRule {
  const sql = `
  WITH
    commits AS (
      SELECT suite, class_name, test_name
      FROM ${RAN_RESULTS}
      WHERE inputs IS NOT NULL
      GROUP BY job, inputs, test_id, suite, class_name, test_name
      HAVING LOGICAL_OR(${isFailed}) AND LOGICAL_OR(outcome != 'failed')
    )
  SELECT DISTINCT suite, class_name, test_name
  FROM commits`;
  return { name: 'kettle', setting, sql };
}

/** Minimum number of results for which TestGrid computes a percentage. */
const MIN_RESULTS = 10;

/**
 * Returns TestGrid's rule: a test is flaky if, in any job, the share of results that differ from the previous one is
 * above a threshold. TestGrid shows the percentage and has no threshold of its own.
 */
function testGridRule(percent: number): FindingRule {
  const sql = `
  WITH
    flips AS (
      SELECT
        *,
        outcome != LAG(outcome) OVER (PARTITION BY job, test_id ORDER BY started_at, build_id) AS is_flip
      FROM ${RAN_RESULTS}
    ),
    rows_of_grids AS (
      SELECT suite, class_name, test_name
      FROM flips
      GROUP BY job, test_id, suite, class_name, test_name
      HAVING COUNT(*) >= ${MIN_RESULTS} AND 100 * COUNTIF(is_flip) > ${percent} * COUNT(*)
    )
  SELECT DISTINCT suite, class_name, test_name
  FROM rows_of_grids`;
  return { name: 'TestGrid', setting: `flips > ${percent} %`, sql };
}

/** A test with fewer builds with a failed attempt is not required: one failure does not show a flake. */
const MIN_FAILED_BUILDS = 2;

/** A broken test with as many builds in which it failed and passed is tolerated as flaky. */
const MIN_MIXED_BUILDS = 3;

/** Flaky tests. The unit is the test in any job. Rows about phases of kubetest2 are ignored. */
export const FLAKY_TESTS = keyedKind({
  name: 'flaky test',
  rules: [
    ownRule('SELECT suite, class_name, test_name FROM flaky_tests'),
    kettleRule('builds', "outcome = 'failed'"),
    kettleRule('attempts', 'failed_attempts > 0'),
    ...[5, 10, 20, 30].map(testGridRule),
  ],
  row: z.object({
    suite: z.string().nullable(),
    class_name: z.string().nullable(),
    test_name: z.string(),
  }),
  keysOf: (row) => (isPhase(row) ? [] : [testKey(row)]),
  expected: expectedOf,
});

/**
 * Requires the planned flaky tests with enough failed builds. Tolerates the others, and the tests that a regression, a
 * job that never passes or a pull request breaks if they failed and passed within one build several times: with
 * retries, a test that fails in nine of ten attempts is flaky by definition.
 */
function expectedOf(truth: Truth): Expectation {
  const keysOf = (tests: readonly FlakyTestTruth[]): ReadonlySet<string> =>
    new Set(tests.map(({ test }) => testKey(test)));
  const tolerated = keysOf(truth.flaky_tests)
    .union(mixedBrokenTests(truth))
    .union(partlyBrokenTests(truth));
  return {
    required: keysOf(truth.flaky_tests.filter((test) => failedBuilds(test) >= MIN_FAILED_BUILDS)),
    isTolerated: (key) => tolerated.has(key),
  };
}

/** Returns the number of builds with a failed attempt. */
function failedBuilds({ jobs }: FlakyTestTruth): number {
  return jobs.reduce(
    (sum, { failed_builds, flaky_builds }) => sum + failed_builds + flaky_builds,
    0,
  );
}

/** Returns the tests that fail in some of the builds with a regression only, which is flaky by definition. */
function partlyBrokenTests({ regressions }: Truth): ReadonlySet<string> {
  const partial = regressions.filter(({ failure_rate }) => failure_rate < 0.9);
  return new Set(partial.flatMap(({ test }) => (test === null ? [] : testKey(test))));
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
