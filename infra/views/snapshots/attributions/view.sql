WITH
  -- Each build with its combination of values. A build in which many tests fail has a cause of its own, and a pull
  -- request has bugs of its own, so neither is evidence about a test.
  builds AS (
    SELECT
      *,
      outcome IN ('passed', 'failed', 'errored') AS is_ended,
      pull_number IS NOT NULL
      OR {{ is_mass_failure(failed_tests, failed_phases, run_tests) }} AS is_excluded,
      CONCAT(
        COALESCE(cloud, ''), ' | ',
        COALESCE(region, ''), ' | ',
        COALESCE(networking, ''), ' | ',
        COALESCE(distro, ''), ' | ',
        COALESCE(architecture, ''), ' | ',
        COALESCE(kubernetes_version, ''), ' | ',
        COALESCE(kops_version, ''), ' | ',
        COALESCE(cluster, '')
      ) AS combination
    FROM
      ci.recent_builds
    WHERE
      NOT is_unmergeable
  ),

  -- One row for each dimension of a combination that has a value.
  combination_values AS (
    SELECT DISTINCT
      combination,
      dimension,
      value,
      CONCAT(dimension, '=', value) AS condition
    FROM
      builds
    UNPIVOT (
      value FOR dimension IN (
        cloud,
        region,
        networking,
        distro,
        architecture,
        kubernetes_version,
        kops_version,
        cluster
      )
    )
  ),

  -- Values that are combined with others. A region is of one cloud, and the build cluster is elsewhere.
  combined_values AS (
    SELECT * FROM combination_values WHERE dimension NOT IN ('region', 'cluster')
  ),

  -- Conditions of one, two and three values, with the combinations that meet them.
  conditions AS (
    SELECT
      combination,
      1 AS size,
      dimension AS dimensions,
      condition
    FROM
      combination_values
    UNION ALL
    SELECT
      first.combination,
      2 AS size,
      CONCAT(first.dimension, ' ', second.dimension) AS dimensions,
      CONCAT(first.condition, ' × ', second.condition) AS condition
    FROM
      combined_values AS first
    INNER JOIN
      combined_values AS second
      ON
        first.combination = second.combination
        AND first.dimension < second.dimension
    UNION ALL
    SELECT
      first.combination,
      3 AS size,
      CONCAT(first.dimension, ' ', second.dimension, ' ', third.dimension) AS dimensions,
      CONCAT(first.condition, ' × ', second.condition, ' × ', third.condition) AS condition
    FROM
      combined_values AS first
    INNER JOIN
      combined_values AS second
      ON
        first.combination = second.combination
        AND first.dimension < second.dimension
    INNER JOIN
      combined_values AS third
      ON
        first.combination = third.combination
        AND second.dimension < third.dimension
  ),

  -- Fewer than 3 failures are not enough to attribute.
  failing_tests AS (
    SELECT
      test_id,
      ANY_VALUE(suite) AS suite,
      ANY_VALUE(class_name) AS class_name,
      ANY_VALUE(test_name) AS test_name
    FROM
      ci.recent_tests
    WHERE
      NOT is_summary
    GROUP BY
      test_id
    HAVING
      SUM(failed + flaky) >= 3
  ),

  -- A flaky result counts as a failure, since whether a test is tried again depends on its job and not on what makes it
  -- fail. A skipped result does not count as a run.
  test_days AS (
    SELECT
      days.build_date,
      days.job,
      days.test_id,
      days.passed + days.failed + days.flaky AS runs,
      days.failed + days.flaky AS failures,
      days.outcomes
    FROM
      ci.recent_test_days AS days
    INNER JOIN
      failing_tests
      ON days.test_id = failing_tests.test_id
    WHERE
      NOT days.is_summary
  ),

  -- A job has the same values in all builds of a day, except on days on which they change.
  job_days AS (
    SELECT
      build_date,
      job,
      MIN(combination) AS combination,
      MIN(combination) = MAX(combination)
      AND NOT LOGICAL_OR(is_excluded OR NOT COALESCE(is_ended, FALSE)) AS is_uniform
    FROM
      builds
    GROUP BY
      build_date,
      job
    HAVING
      LOGICAL_OR(is_ended AND NOT is_excluded)
  ),

  -- Runs and failures of each job, of all its builds and of each test.
  results AS (
    SELECT
      CAST(NULL AS STRING) AS test_id,
      job,
      combination,
      COUNT(*) AS runs,
      COUNTIF(outcome != 'passed') AS failures
    FROM
      builds
    WHERE
      is_ended
      AND pull_number IS NULL
    GROUP BY
      job,
      combination
    UNION ALL
    SELECT
      test_days.test_id,
      test_days.job,
      job_days.combination,
      SUM(test_days.runs) AS runs,
      SUM(test_days.failures) AS failures
    FROM
      test_days
    INNER JOIN
      job_days
      ON
        test_days.build_date = job_days.build_date
        AND test_days.job = job_days.job
    WHERE
      job_days.is_uniform
      AND test_days.runs > 0
    GROUP BY
      test_days.test_id,
      test_days.job,
      job_days.combination
    UNION ALL
    SELECT
      test_days.test_id,
      test_days.job,
      builds.combination,
      COUNT(*) AS runs,
      COUNTIF(SUBSTR(test_days.outcomes, builds.position, 1) IN ('F', 'X')) AS failures
    FROM
      test_days
    INNER JOIN
      job_days
      ON
        test_days.build_date = job_days.build_date
        AND test_days.job = job_days.job
    INNER JOIN
      builds
      ON
        test_days.build_date = builds.build_date
        AND test_days.job = builds.job
    WHERE
      NOT job_days.is_uniform
      AND builds.is_ended
      AND NOT builds.is_excluded
      AND SUBSTR(test_days.outcomes, builds.position, 1) IN ('P', 'F', 'X')
    GROUP BY
      test_days.test_id,
      test_days.job,
      builds.combination
  ),

  summed AS (
    SELECT
      test_id,
      job,
      combination,
      SUM(runs) AS runs,
      SUM(failures) AS failures,
      SUM(SUM(failures)) OVER (PARTITION BY test_id) AS all_failures
    FROM
      results
    GROUP BY
      test_id,
      job,
      combination
  ),

  cells AS (
    SELECT
      test_id,
      combination,
      runs,
      failures,
      failures * failures / runs AS squares
    FROM
      summed
    WHERE
      all_failures >= 3
  ),

  first_explanations AS (
    {{ best_explanations(cells) }}
  ),

  -- The jobs that the first explanation is not about.
  remaining AS (
    SELECT
      cells.*
    FROM
      cells
    INNER JOIN
      first_explanations
      ON COALESCE(cells.test_id, '') = COALESCE(first_explanations.test_id, '')
    LEFT JOIN
      conditions
      ON
        cells.combination = conditions.combination
        AND first_explanations.condition = conditions.condition
    WHERE
      conditions.combination IS NULL
  ),

  second_explanations AS (
    {{ best_explanations(remaining) }}
  ),

  explanations AS (
    SELECT *, 1 AS explanation FROM first_explanations
    UNION ALL
    SELECT *, 2 AS explanation FROM second_explanations
  ),

  -- The builds of a value on one day are compared with those on the other days, so that a value that always fails is not
  -- reported for each day.
  days AS (
    SELECT
      builds.build_date,
      combination_values.dimension,
      combination_values.value,
      COUNT(DISTINCT builds.job) AS units,
      COUNT(DISTINCT IF(builds.outcome = 'passed', NULL, builds.job)) AS failing_units,
      COUNT(*) AS runs,
      COUNTIF(builds.outcome != 'passed') AS failures
    FROM
      builds
    INNER JOIN
      combination_values
      ON builds.combination = combination_values.combination
    WHERE
      builds.is_ended
    GROUP BY
      builds.build_date,
      combination_values.dimension,
      combination_values.value
  ),

  totalled_days AS (
    SELECT
      *,
      SUM(runs) OVER compared AS all_runs,
      SUM(failures) OVER compared AS all_failures
    FROM
      days
    WINDOW
      compared AS (PARTITION BY dimension, value)
  ),

  measured_days AS (
    SELECT
      *,
      all_runs - runs AS runs_without,
      all_failures - failures AS failures_without,
      GREATEST(
        2 * (
          {{ x_ln_x(failures) }}
          + {{ x_ln_x(runs - failures) }}
          + {{ x_ln_x(all_failures - failures) }}
          + {{ x_ln_x(all_runs - runs - all_failures + failures) }}
          - {{ x_ln_x(runs) }}
          - {{ x_ln_x(all_runs - runs) }}
          - {{ x_ln_x(all_failures) }}
          - {{ x_ln_x(all_runs - all_failures) }}
          + {{ x_ln_x(all_runs) }}
        ),
        0.0
      ) AS statistic
    FROM
      totalled_days
    WHERE
      runs < all_runs
      AND all_failures < all_runs
      AND failures * (all_runs - runs) > (all_failures - failures) * runs
  ),

  measured AS (
    SELECT
      IF(test_id IS NULL, 'builds', 'tests') AS family,
      CAST(NULL AS DATE) AS build_date,
      test_id,
      explanation,
      size,
      condition,
      comparisons,
      units,
      failing_units,
      runs,
      failures,
      runs_without,
      failures_without,
      dispersion,
      statistic,
      -- The square root of F with 1 and n degrees of freedom has Student's distribution. This function of it is normal: D.
      -- L. Wallace (1959), "Bounds on normal approximations to Student's and the chi-square distributions", Ann. Math.
      -- Stat. 30.
      (all_units - 2)
      * LN(1 + statistic / (all_units - 2))
      * POW((8 * (all_units - 2) + 1) / (8 * (all_units - 2) + 3), 2) AS squared_deviate
    FROM
      explanations
    UNION ALL
    SELECT
      'days' AS family,
      build_date,
      CAST(NULL AS STRING) AS test_id,
      1 AS explanation,
      1 AS size,
      CONCAT(dimension, '=', value) AS condition,
      1 AS comparisons,
      units,
      failing_units,
      runs,
      failures,
      runs_without,
      failures_without,
      1.0 AS dispersion,
      statistic,
      statistic AS squared_deviate
    FROM
      measured_days
  ),

  arguments AS (
    SELECT
      *,
      1 / (1 + 0.5 * SQRT(squared_deviate / 2)) AS t
    FROM
      measured
  ),

  -- The tail of the chi-squared distribution with 1 degree of freedom is erfc(sqrt(x / 2)). erfc is the Chebyshev fit of
  -- "Numerical Recipes" (2nd ed., 6.2, erfcc). Its relative error is below 1.2e-7 everywhere, so small values are
  -- accurate as well; Abramowitz and Stegun 7.1.26 bounds only the absolute error. The correction is for the number of
  -- conditions with as many values that were compared for the test.
  tested AS (
    SELECT
      *,
      LEAST(
        comparisons * t * EXP(
          -squared_deviate / 2 - 1.26551223
          + t * (1.00002368
          + t * (0.37409196
          + t * (0.09678418
          + t * (-0.18628806
          + t * (0.27886807
          + t * (-1.13520398
          + t * (1.48851587
          + t * (-0.82215223
          + t * 0.17087277))))))))
        ),
        1.0
      ) AS p_value
    FROM
      arguments
  ),

  corrected AS (
    {{ with_q_value(tested, family) }}
  )

-- One row for each value of the condition.
SELECT
  corrected.build_date,
  corrected.test_id,
  failing_tests.suite,
  failing_tests.class_name,
  failing_tests.test_name,
  corrected.explanation,
  corrected.condition,
  SPLIT(part, '=')[OFFSET(0)] AS dimension,
  SUBSTR(part, STRPOS(part, '=') + 1) AS value,
  corrected.units AS jobs,
  corrected.failing_units AS failing_jobs,
  corrected.runs,
  corrected.failures,
  corrected.failures / corrected.runs AS failure_rate,
  corrected.runs_without,
  corrected.failures_without,
  corrected.failures_without / corrected.runs_without AS failure_rate_without,
  corrected.failures * (corrected.runs + corrected.runs_without)
  / (corrected.runs * (corrected.failures + corrected.failures_without)) AS lift,
  corrected.dispersion,
  corrected.statistic AS g_statistic,
  corrected.p_value,
  corrected.q_value
FROM
  corrected
CROSS JOIN
  UNNEST(SPLIT(corrected.condition, ' × ')) AS part
LEFT JOIN
  failing_tests
  ON corrected.test_id = failing_tests.test_id
