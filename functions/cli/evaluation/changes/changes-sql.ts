import { RAN_RESULTS } from '../ran-results.ts';

/**
 * Statements for changes: each row has the job, the test (no names for a whole build), the last build before the change
 * and the first build after it.
 */

/** Returns the statement of our change points in one direction. */
export function ownChanges(direction: 'regressed' | 'recovered'): string {
  return `
  SELECT job, suite, class_name, test_name, last_build_before, first_build_after
  FROM test_changepoints
  WHERE direction = '${direction}'`;
}

/**
 * Returns the statement of a Bayesian change point rule: the split of a history into two rates of failure, if its likelihood is better
 * than that of one rate by more than a threshold. The threshold stands for the prior and the penalty of the Bayesian information
 * criterion (G. Schwarz, "Estimating the dimension of a model", 1978: a parameter costs half the logarithm of the number of results).
 *
 * @param threshold difference of the logarithms of the likelihoods beyond the penalty
 */
export function bayesianChanges(direction: 'regressed' | 'recovered', threshold: number): string {
  const likelihood = (failures: string, results: string): string =>
    `(IF(${failures} = 0, 0, ${failures} * LN(${failures} / ${results})) +
      IF(${failures} = ${results}, 0, (${results} - ${failures}) * LN(1 - ${failures} / ${results})))`;
  return `
  WITH ${RESULTS},
    sums AS (
      SELECT
        *,
        LAG(build_id) OVER history AS last_build_before,
        COUNT(*) OVER history - 1 AS before,
        COUNTIF(is_failed) OVER history - IF(is_failed, 1, 0) AS failed_before,
        COUNT(*) OVER (PARTITION BY job, test_id) AS total,
        COUNTIF(is_failed) OVER (PARTITION BY job, test_id) AS failed
      FROM results
      WINDOW history AS (PARTITION BY job, test_id ORDER BY started_at, build_id)
    ),
    splits AS (
      SELECT
        *,
        ${likelihood('failed_before', 'before')} +
        ${likelihood('(failed - failed_before)', '(total - before)')} -
        ${likelihood('failed', 'total')} AS gain,
        failed_before / before < (failed - failed_before) / (total - before) AS is_worse
      FROM sums
      WHERE before > 0 AND failed > 0
    )
  SELECT job, suite, class_name, test_name, last_build_before, build_id AS first_build_after
  FROM splits
  WHERE ${direction === 'regressed' ? 'is_worse' : 'NOT is_worse'} AND gain > LN(total) + ${threshold}
  QUALIFY ROW_NUMBER() OVER (PARTITION BY job, test_id ORDER BY gain DESC, started_at, build_id) = 1`;
}

/** TestGrid's default of `num_failures_to_alert`. */
const FAILURES_TO_ALERT = 3;

/** Common table expression of the results of tests and of whole builds. */
const RESULTS = `
    results AS (
      SELECT
        job,
        test_id,
        suite,
        class_name,
        test_name,
        build_id,
        started_at,
        outcome = 'failed' AS is_failed
      FROM ${RAN_RESULTS}
      UNION ALL
      SELECT
        job,
        CAST(NULL AS STRING) AS test_id,
        CAST(NULL AS STRING) AS suite,
        CAST(NULL AS STRING) AS class_name,
        CAST(NULL AS STRING) AS test_name,
        build_id,
        started_at,
        NOT is_passed AS is_failed
      FROM builds
      WHERE outcome IN ('passed', 'failed', 'errored')
    )`;

/**
 * Common table expressions for TestGrid's runs of failures: a flaky result ends a run, and whole builds are the row
 * "Overall". `runs` has each result with the length of its run and with the result before it.
 */
const RUNS = `${RESULTS},
    counted AS (
      SELECT
        *,
        COUNTIF(NOT is_failed) OVER (
          PARTITION BY job, test_id
          ORDER BY started_at, build_id
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS run
      FROM results
    ),
    sized AS (
      SELECT
        *,
        COUNTIF(is_failed) OVER (PARTITION BY job, test_id, run) AS failures,
        MAX(run) OVER (PARTITION BY job, test_id) AS last_run
      FROM counted
    ),
    runs AS (
      SELECT
        *,
        LAG(build_id) OVER history AS last_build_before,
        LAG(is_failed) OVER history AS was_failed,
        LAG(failures) OVER history AS failures_before
      FROM sized
      WINDOW history AS (PARTITION BY job, test_id ORDER BY started_at, build_id)
    )`;

/**
 * Returns the statement of TestGrid's alerts: a minimum number of consecutive failures after a result that is not one.
 * TestGrid's page shows the alerts of `now`, its mails all alerts (`ever`).
 */
export function testGridRegressions(when: 'now' | 'ever'): string {
  return `
  WITH ${RUNS}
  SELECT job, suite, class_name, test_name, last_build_before, build_id AS first_build_after
  FROM runs
  WHERE
    is_failed AND NOT was_failed AND failures >= ${FAILURES_TO_ALERT}
    ${when === 'now' ? 'AND run = last_run' : ''}`;
}

/** The statement of TestGrid's alerts that ended. */
export const TEST_GRID_RECOVERIES = `
  WITH ${RUNS}
  SELECT job, suite, class_name, test_name, last_build_before, build_id AS first_build_after
  FROM runs
  WHERE NOT is_failed AND was_failed AND failures_before >= ${FAILURES_TO_ALERT}`;
