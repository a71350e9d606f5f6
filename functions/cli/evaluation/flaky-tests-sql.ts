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
const LEAST_RESULTS = 10;

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
      HAVING COUNT(*) >= ${LEAST_RESULTS} AND 100 * COUNTIF(is_flip) > ${percent} * COUNT(*)
    )
  SELECT DISTINCT suite, class_name, test_name
  FROM rows_of_grids`;
}
