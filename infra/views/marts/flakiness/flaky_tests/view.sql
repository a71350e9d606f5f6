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

  -- Fewer than 10 results of a test in a job are too little evidence: a failure that was fixed since looks like a
  -- flake.
  results_by_job AS (
    SELECT
      days.job,
      days.test_id,
      MAX(days.build_date) AS last_build_date,
      ANY_VALUE(days.suite HAVING MAX days.build_date) AS suite,
      ANY_VALUE(days.class_name HAVING MAX days.build_date) AS class_name,
      ANY_VALUE(days.test_name HAVING MAX days.build_date) AS test_name,
      SUM(days.passed + days.failed + days.flaky) AS results
    FROM
      ci.recent_test_days AS days
    WHERE
      days.case_kind IN ('test', 'parent', 'hook')
    GROUP BY
      days.job,
      days.test_id
    HAVING
      SUM(days.passed + days.failed + days.flaky) >= 10
  ),

  -- A test that broke in a job fails there for a reason, so these results are not evidence of flakiness.
  broken_tests AS (
    SELECT DISTINCT
      job,
      test_id
    FROM
      ci.test_changepoints
    WHERE
      GREATEST(failure_rate_before, failure_rate_after) >= 0.5
  ),

  histories AS (
    SELECT
      results.* EXCEPT (inputs),
      {{ deciding_inputs(results.inputs) }} AS inputs,
      jobs.is_presubmit,
      results.outcome = 'failed' AS is_failed,
      LAG(results.outcome = 'failed', 1) OVER history AS is_1_before_failed,
      LAG(results.outcome = 'failed', 2) OVER history AS is_2_before_failed,
      LEAD(results.outcome = 'failed', 1) OVER history AS is_1_after_failed,
      LEAD(results.outcome = 'failed', 2) OVER history AS is_2_after_failed
    FROM
      ci.unstable_results AS results
    INNER JOIN
      jobs
      ON results.job = jobs.job
    WINDOW
      history AS (
        PARTITION BY results.job, results.test_id
        ORDER BY results.build_date, results.position
      )
  ),

  -- Outside presubmits one or two failures between passes are flakes, whatever the inputs are. Longer runs of failures,
  -- and runs whose beginning or end is not in the window, may be regressions: they are neither flakes nor results.
  periodic_evidence AS (
    SELECT
      job,
      test_id,
      COUNTIF(
        outcome = 'flaky'
        OR (
          is_failed
          AND (
            (NOT is_1_before_failed AND NOT is_1_after_failed)
            OR (NOT is_1_before_failed AND is_1_after_failed AND NOT is_2_after_failed)
            OR (NOT is_2_before_failed AND is_1_before_failed AND NOT is_1_after_failed)
          )
        )
      ) AS flakes,
      COUNTIF(is_failed) AS failures,
      COUNTIF(outcome = 'flaky') AS flaky_builds
    FROM
      histories
    WHERE
      NOT COALESCE(is_presubmit, FALSE)
    GROUP BY
      job,
      test_id
  ),

  -- In presubmits pull requests have bugs of their own: a failure is a flake only if the test also passed on the same
  -- commits of the pull requests.
  presubmit_evidence_by_inputs AS (
    SELECT
      job,
      test_id,
      inputs,
      COUNTIF(is_failed) AS failures,
      COUNTIF(outcome = 'flaky') AS flaky_builds,
      inputs IS NOT NULL AND LOGICAL_OR(NOT is_failed) AS is_passed_too
    FROM
      histories
    WHERE
      COALESCE(is_presubmit, FALSE)
    GROUP BY
      job,
      test_id,
      inputs
  ),

  evidence AS (
    SELECT
      job,
      test_id,
      flakes,
      failures - (flakes - flaky_builds) AS unexplained_failures,
      flaky_builds
    FROM
      periodic_evidence
    UNION ALL
    SELECT
      job,
      test_id,
      SUM(flaky_builds + IF(is_passed_too, failures, 0)) AS flakes,
      SUM(IF(is_passed_too, 0, failures)) AS unexplained_failures,
      SUM(flaky_builds) AS flaky_builds
    FROM
      presubmit_evidence_by_inputs
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
      results_by_job.results - COALESCE(evidence.unexplained_failures, 0) AS results
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
    LEFT JOIN
      broken_tests
      ON
        results_by_job.job = broken_tests.job
        AND results_by_job.test_id = broken_tests.test_id
    WHERE
      broken_tests.job IS NULL
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

  ranked_by_rate AS (
    SELECT
      *,
      COUNT(*) OVER () AS tests,
      ROW_NUMBER() OVER (ORDER BY flakes / NULLIF(results, 0) DESC, test_id) AS place
    FROM
      counts
  ),

  -- The rate at which any test flakes by chance, measured on the 90 % of the tests that flake least. With few results
  -- it approaches one in a thousand.
  background AS (
    SELECT
      (COALESCE(SUM(flakes), 0) + 1) / (COALESCE(SUM(results), 0) + 1000) AS rate
    FROM
      ranked_by_rate
    WHERE
      place > 0.1 * tests
  ),

  -- The probability of as many flakes by chance. At rates this small the bound is close to the probability.
  tested_by_job AS (
    SELECT
      counts_by_job.*,
      LEAST({{ tail_probability(flakes, (GREATEST(results, 1) * rate)) }}, 1.0) AS p_value
    FROM
      counts_by_job
    CROSS JOIN
      background
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
        2 * {{ tail_probability(counts.flakes, (GREATEST(counts.results, 1) * rate)) }},
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
WHERE
  q_value <= 0.01
