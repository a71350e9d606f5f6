/**
 * The table of the results of tests that ran, in builds with a known start. Several rules read it; computing the rows takes longer
 * than any rule.
 */
export const RAN_RESULTS = 'ci.ran_results';

/** The statement that fills the table. */
export const CREATE_RAN_RESULTS = `
  CREATE TABLE ${RAN_RESULTS} AS
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
