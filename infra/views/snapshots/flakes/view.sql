WITH
  jobs AS (
    SELECT
      job,
      LOGICAL_OR(job_type = 'presubmit') AS is_presubmit
    FROM
      ci.recent_builds
    WHERE
      COALESCE(job_type, '') != 'batch'
    GROUP BY
      job
  ),

  results_by_job AS (
    SELECT
      job,
      test_id,
      MAX(last_build_date) AS last_build_date,
      ANY_VALUE(suite HAVING MAX last_build_date) AS suite,
      ANY_VALUE(class_name HAVING MAX last_build_date) AS class_name,
      ANY_VALUE(test_name HAVING MAX last_build_date) AS test_name,
      SUM(passed) AS passed,
      SUM(passed + failed + flaky) AS results
    FROM
      ci.recent_tests
    WHERE
      case_kind IN ('test', 'parent', 'hook')
    GROUP BY
      job,
      test_id
  ),

  -- A build in which many tests fail says nothing about one of them.
  histories AS (
    SELECT
      results.job,
      results.test_id,
      results.build_date,
      results.position,
      results.outcome,
      {{ deciding_inputs(results.inputs) }} AS inputs,
      COALESCE(jobs.is_presubmit, FALSE) AS is_presubmit,
      results.outcome = 'failed' AS is_failed
    FROM
      ci.unstable_results AS results
    INNER JOIN
      jobs
      ON results.job = jobs.job
    WHERE
      NOT {{ is_mass_failure(results.failed_tests, results.failed_phases, results.run_tests) }}
  ),

  ordered_results AS (
    SELECT
      *,
      LAG(is_failed, 1) OVER history AS is_1_before_failed,
      LAG(is_failed, 2) OVER history AS is_2_before_failed,
      LEAD(is_failed, 1) OVER history AS is_1_after_failed,
      LEAD(is_failed, 2) OVER history AS is_2_after_failed,
      is_failed AND NOT LAG(is_failed, 1, FALSE) OVER history_on_inputs AS is_first_failure_on_inputs,
      inputs IS NOT NULL AND COUNT(IF(is_failed, NULL, 1)) OVER on_inputs > 0 AS is_passed_on_inputs
    FROM
      histories
    WINDOW
      on_inputs AS (
        PARTITION BY job, test_id, inputs
      ),
      history_on_inputs AS (
        PARTITION BY job, test_id, inputs
        ORDER BY build_date, position
      ),
      history AS (
        PARTITION BY job, test_id
        ORDER BY build_date, position
      )
  ),

  -- In presubmits pull requests have bugs of their own: a failure is a flake only if the test also passed on the same
  -- commits of the pull request. In other jobs one or two failures between passes are flakes, whatever the inputs are.
  -- Longer runs of failures, and runs whose beginning or end is not in the window, may be regressions, unless the test
  -- alternates on the same inputs: a single run of failures there may be an environment that broke and was mended.
  -- Fewer than 10 results are too little evidence for that: a failure that was fixed since looks like a flake.
  judged_results AS (
    SELECT
      ordered_results.*,
      outcome = 'flaky' AS is_flaky,
      is_failed
      AND is_passed_on_inputs
      AND (
        is_presubmit
        OR COUNT(IF(is_first_failure_on_inputs, 1, NULL)) OVER (
          PARTITION BY ordered_results.job, ordered_results.test_id, inputs
        ) >= 2
      ) AS is_flake_on_inputs,
      is_failed
      AND NOT is_presubmit
      AND results_by_job.results >= 10
      AND COALESCE(
        (NOT is_1_before_failed AND NOT is_1_after_failed)
        OR (NOT is_1_before_failed AND is_1_after_failed AND NOT is_2_after_failed)
        OR (NOT is_2_before_failed AND is_1_before_failed AND NOT is_1_after_failed),
        FALSE
      ) AS is_short_failure
    FROM
      ordered_results
    INNER JOIN
      results_by_job
      ON
        ordered_results.job = results_by_job.job
        AND ordered_results.test_id = results_by_job.test_id
  ),

  evidence AS (
    SELECT
      job,
      test_id,
      COUNTIF(is_flaky OR is_flake_on_inputs OR is_short_failure) AS flakes,
      COUNTIF(is_flaky) AS flaky_builds
    FROM
      judged_results
    GROUP BY
      job,
      test_id
  ),

  counts_by_job AS (
    SELECT
      results_by_job.job,
      results_by_job.test_id,
      results_by_job.last_build_date,
      results_by_job.suite,
      results_by_job.class_name,
      results_by_job.test_name,
      COALESCE(evidence.flakes, 0) AS flakes,
      COALESCE(evidence.flaky_builds, 0) AS flaky_builds,
      results_by_job.passed + COALESCE(evidence.flakes, 0) AS results
    FROM
      results_by_job
    INNER JOIN
      jobs
      ON results_by_job.job = jobs.job
    LEFT JOIN
      evidence
      ON
        results_by_job.job = evidence.job
        AND results_by_job.test_id = evidence.test_id
  ),

  counts AS (
    SELECT
      test_id,
      ANY_VALUE(suite HAVING MAX last_build_date) AS suite,
      ANY_VALUE(class_name HAVING MAX last_build_date) AS class_name,
      ANY_VALUE(test_name HAVING MAX last_build_date) AS test_name,
      COUNT(*) AS jobs,
      COUNTIF(flakes > 0) AS flaky_jobs,
      SUM(flakes) AS flakes,
      SUM(flaky_builds) AS flaky_builds,
      SUM(results) AS results
    FROM
      counts_by_job
    GROUP BY
      test_id
  ),

  -- The rate at which any test flakes by chance. It is measured on all tests first, and then on those that do not stand
  -- out at the rate before: four times, after which it hardly changes.
  rate_of_all AS (
    {{ rate_of_flakes(counts) }}
  ),

  p_values_1 AS (
    {{ with_flake_p_value(counts, rate_of_all) }}
  ),

  q_values_1 AS (
    {{ with_q_value(p_values_1, family) }}
  ),

  rate_1 AS (
    {{ rate_of_steady(q_values_1) }}
  ),

  p_values_2 AS (
    {{ with_flake_p_value(counts, rate_1) }}
  ),

  q_values_2 AS (
    {{ with_q_value(p_values_2, family) }}
  ),

  rate_2 AS (
    {{ rate_of_steady(q_values_2) }}
  ),

  p_values_3 AS (
    {{ with_flake_p_value(counts, rate_2) }}
  ),

  q_values_3 AS (
    {{ with_q_value(p_values_3, family) }}
  ),

  rate_3 AS (
    {{ rate_of_steady(q_values_3) }}
  ),

  p_values_4 AS (
    {{ with_flake_p_value(counts, rate_3) }}
  ),

  q_values_4 AS (
    {{ with_q_value(p_values_4, family) }}
  ),

  background AS (
    {{ rate_of_steady(q_values_4) }}
  ),

  tested_by_job AS (
    {{ with_flake_p_value(counts_by_job, background) }}
  ),

  -- For each test the job with the strongest evidence.
  strongest AS (
    SELECT
      *
    FROM
      tested_by_job
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY test_id ORDER BY p_value, flakes DESC, job) = 1
  ),

  -- A test may be flaky in all jobs or in a single one. Both are tested, and each of its jobs, so the smallest p-value
  -- is multiplied by the number of tests made (C. E. Bonferroni).
  tested AS (
    SELECT
      counts.*,
      'flaky_tests' AS family,
      strongest.job,
      LEAST(
        2 * {{ poisson_tail(counts.flakes, (GREATEST(counts.results, 1) * rate)) }},
        2 * strongest.p_value * counts.jobs,
        1.0
      ) AS p_value
    FROM
      counts
    CROSS JOIN
      background
    INNER JOIN
      strongest
      ON counts.test_id = strongest.test_id
  ),

  corrected AS (
    {{ with_q_value(tested, family) }}
  )

SELECT
  test_id,
  suite,
  class_name,
  test_name,
  {{ owner(test_name) }} AS owner,
  results,
  flakes,
  flaky_builds,
  flakes / results AS rate,
  {{ wilson_lower(flakes, results) }} AS lower,
  {{ wilson_upper(flakes, results) }} AS upper,
  jobs,
  flaky_jobs,
  job,
  p_value,
  q_value
FROM
  corrected
-- A single flake is no pattern, whatever its probability.
WHERE
  q_value <= 0.01
  AND flakes >= 2
