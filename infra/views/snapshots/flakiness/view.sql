WITH
  -- Results of a test in a job or, where test_id is NULL, of the job's builds as a whole. Everything is counted twice:
  -- with the failures of the infrastructure, and without the builds that have them.
  results AS (
    SELECT
      histories.* EXCEPT (inputs),
      {{ deciding_inputs(inputs) }} AS inputs,
      is_without_infra,
      outcome = 'failed' AS is_failed,
      test_id IS NOT NULL OR passed_tests + failed_tests + flaky_tests > 0 AS is_tested,
      IF(test_id IS NULL, flaky_tests > 0, outcome = 'flaky') AS is_flaky,
      test_id IS NOT NULL
      AND outcome = 'failed'
      AND COALESCE(build_outcome, '') = 'failed'
      AND case_kind IN ('test', 'parent')
      AND failed_tests - failed_phases = 1 AS is_failed_alone
    FROM
      ci.histories AS histories
    CROSS JOIN
      UNNEST([FALSE, TRUE]) AS is_without_infra
    WHERE
      (test_id IS NOT NULL OR outcome IN ('passed', 'failed'))
      AND NOT (is_without_infra AND is_infra_failure)
  ),

  ordered_results AS (
    SELECT
      *,
      LAG(outcome) OVER history AS previous_outcome,
      LAG(is_failed, 1, FALSE) OVER history
      AND LAG(is_failed, 2, FALSE) OVER history
      AND LAG(is_failed, 3, FALSE) OVER history AS is_after_regression,
      is_failed
      AND LEAD(is_failed, 1, FALSE) OVER history
      AND LEAD(is_failed, 2, FALSE) OVER history AS is_before_three_failures
    FROM
      results
    WINDOW
      history AS (PARTITION BY is_without_infra, job, test_id ORDER BY build_date, position)
  ),

  -- Results on the same inputs. Results on unknown inputs form one group, but are not compared.
  counts_by_inputs AS (
    SELECT
      is_without_infra,
      job,
      test_id,
      inputs,
      MAX(build_date) AS last_build_date,
      ANY_VALUE(suite HAVING MAX build_date) AS suite,
      ANY_VALUE(class_name HAVING MAX build_date) AS class_name,
      ANY_VALUE(test_name HAVING MAX build_date) AS test_name,
      COUNTIF(COALESCE(is_tested, FALSE)) AS tested_builds,
      COUNTIF(COALESCE(is_tested, FALSE) AND is_flaky) AS flaky_builds,
      inputs IS NOT NULL AND COUNT(*) >= 2 AS is_repeated,
      inputs IS NOT NULL AND LOGICAL_OR(outcome = 'passed') AND LOGICAL_OR(outcome != 'passed') AS is_mixed,
      COUNTIF(
        previous_outcome IS NOT NULL
        AND outcome != previous_outcome
        AND NOT is_after_regression
        AND NOT is_before_three_failures
      ) AS flips,
      COUNT(previous_outcome) AS pairs,
      COUNTIF(is_failed) AS failed_builds,
      COUNTIF(is_infra_failure) AS infra_failures,
      SUM(IF(is_failed, duration_seconds, NULL)) AS failed_seconds,
      COUNTIF(is_failed_alone) AS failed_alone_builds,
      SUM(IF(is_failed_alone, duration_seconds, NULL)) AS failed_alone_seconds
    FROM
      ordered_results
    GROUP BY
      is_without_infra,
      job,
      test_id,
      inputs
  ),

  counts AS (
    SELECT
      is_without_infra,
      job,
      test_id,
      ANY_VALUE(suite HAVING MAX last_build_date) AS suite,
      ANY_VALUE(class_name HAVING MAX last_build_date) AS class_name,
      ANY_VALUE(test_name HAVING MAX last_build_date) AS test_name,
      SUM(flaky_builds) AS in_build_count,
      SUM(tested_builds) AS in_build_total,
      COUNTIF(is_mixed) AS same_inputs_count,
      COUNTIF(is_repeated) AS same_inputs_total,
      SUM(flips) AS flip_count,
      SUM(pairs) AS flip_total,
      SUM(infra_failures) AS infra_failures,
      SUM(failed_alone_builds) AS failed_alone_builds,
      COALESCE(SUM(failed_alone_seconds), 0) AS failed_alone_seconds,
      SUM(IF(is_mixed, failed_builds, 0)) AS retried_failed_builds,
      COALESCE(SUM(IF(is_mixed, failed_seconds, NULL)), 0) AS retried_failed_seconds
    FROM
      counts_by_inputs
    GROUP BY
      is_without_infra,
      job,
      test_id
  )

SELECT
  is_without_infra,
  job,
  test_id,
  suite,
  class_name,
  test_name,
  in_build_count,
  in_build_total,
  in_build_count / NULLIF(in_build_total, 0) AS in_build_rate,
  {{ wilson_lower(in_build_count, in_build_total) }} AS in_build_lower,
  {{ wilson_upper(in_build_count, in_build_total) }} AS in_build_upper,
  same_inputs_count,
  same_inputs_total,
  same_inputs_count / NULLIF(same_inputs_total, 0) AS same_inputs_rate,
  {{ wilson_lower(same_inputs_count, same_inputs_total) }} AS same_inputs_lower,
  {{ wilson_upper(same_inputs_count, same_inputs_total) }} AS same_inputs_upper,
  flip_count,
  flip_total,
  flip_count / NULLIF(flip_total, 0) AS flip_rate,
  {{ wilson_lower(flip_count, flip_total) }} AS flip_lower,
  {{ wilson_upper(flip_count, flip_total) }} AS flip_upper,
  infra_failures,
  failed_alone_builds,
  failed_alone_seconds,
  retried_failed_builds,
  retried_failed_seconds
FROM
  counts
