/**
 * The statements that find tests (or whole builds, with no names) that began to fail, or to pass again: a row each with
 * the job, the test, the last build before the change and the first one after it.
 */

export type ChangeDirection = 'regressed' | 'recovered';

/** Ours: change points. */
export function ourChanges(direction: ChangeDirection): string {
  return `
  SELECT job, suite, class_name, test_name, last_build_before, first_build_after
  FROM test_changepoints
  WHERE direction = '${direction}'`;
}

/** TestGrid's `num_failures_to_alert` where nobody sets another. */
const FAILURES_TO_ALERT = 3;

/**
 * Runs of failures as TestGrid counts them: a flaky result ends one; builds as a whole are its row "Overall". The run
 * that a build is in, or ends, and what was before it.
 */
const RUNS = `
    results AS (
      SELECT
        results.job,
        results.test_id,
        results.suite,
        results.class_name,
        results.test_name,
        results.build_id,
        builds.started_at,
        results.outcome = 'failed' AS is_failed
      FROM test_results AS results
      INNER JOIN builds
        ON results.build_date = builds.build_date
        AND results.bucket = builds.bucket
        AND results.build_path = builds.object_name
      WHERE results.outcome != 'skipped'
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
    ),
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
 * TestGrid's alert: so many results in a row failed, and there was a better time before. TestGrid says only what is
 * failing now; whoever reads its mail has heard of every alert.
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

/** TestGrid's alerts that ended. */
export const TEST_GRID_RECOVERIES = `
  WITH ${RUNS}
  SELECT job, suite, class_name, test_name, last_build_before, build_id AS first_build_after
  FROM runs
  WHERE NOT is_failed AND was_failed AND failures_before >= ${FAILURES_TO_ALERT}`;
