WITH
  -- Each build with its combination of values.
  builds AS (
    SELECT
      *,
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
  ),

  -- One row for each dimension of a combination that has a value.
  combination_values AS (
    SELECT DISTINCT
      combination,
      dimension,
      value
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

  -- Fewer than 3 failures are not enough to attribute.
  failing_tests AS (
    SELECT
      test_id,
      ANY_VALUE(suite) AS suite,
      ANY_VALUE(class_name) AS class_name,
      ANY_VALUE(test_name) AS test_name
    FROM
      ci.recent_test_days
    GROUP BY
      test_id
    HAVING
      SUM(failed) >= 3
  ),

  -- A flaky result does not count as a failure, nor a skipped one as a run.
  test_days AS (
    SELECT
      days.build_date,
      days.job,
      days.test_id,
      days.passed + days.failed + days.flaky AS runs,
      days.failed AS failures,
      days.outcomes
    FROM
      ci.recent_test_days AS days
    INNER JOIN
      failing_tests
      ON days.test_id = failing_tests.test_id
  ),

  -- A job has the same values in all builds of a day, except on days on which they change.
  job_days AS (
    SELECT
      build_date,
      job,
      MIN(combination) AS combination,
      MIN(combination) = MAX(combination) AS is_uniform
    FROM
      builds
    GROUP BY
      build_date,
      job
  ),

  -- Runs and failures of all builds, of the builds of each day, and of each test.
  runs_by_combination AS (
    SELECT
      CAST(NULL AS STRING) AS test_id,
      CAST(NULL AS DATE) AS build_date,
      combination,
      COUNT(*) AS runs,
      COUNTIF(outcome != 'passed') AS failures
    FROM
      builds
    WHERE
      outcome IN ('passed', 'failed', 'errored')
    GROUP BY
      combination
    UNION ALL
    SELECT
      CAST(NULL AS STRING) AS test_id,
      build_date,
      combination,
      COUNT(*) AS runs,
      COUNTIF(outcome != 'passed') AS failures
    FROM
      builds
    WHERE
      outcome IN ('passed', 'failed', 'errored')
    GROUP BY
      build_date,
      combination
    UNION ALL
    SELECT
      test_days.test_id,
      CAST(NULL AS DATE) AS build_date,
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
    GROUP BY
      test_days.test_id,
      job_days.combination
    UNION ALL
    SELECT
      test_days.test_id,
      CAST(NULL AS DATE) AS build_date,
      builds.combination,
      COUNT(*) AS runs,
      COUNTIF(SUBSTR(test_days.outcomes, builds.position, 1) = 'F') AS failures
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
      AND SUBSTR(test_days.outcomes, builds.position, 1) IN ('P', 'F', 'X')
    GROUP BY
      test_days.test_id,
      builds.combination
  ),

  counted AS (
    SELECT
      runs_by_combination.test_id,
      runs_by_combination.build_date,
      combination_values.dimension,
      combination_values.value,
      SUM(runs_by_combination.runs) AS runs,
      SUM(runs_by_combination.failures) AS failures
    FROM
      runs_by_combination
    INNER JOIN
      combination_values
      ON runs_by_combination.combination = combination_values.combination
    GROUP BY
      runs_by_combination.test_id,
      runs_by_combination.build_date,
      combination_values.dimension,
      combination_values.value
  ),

  -- A value is compared with the other values of its dimension. On a day it is compared with the same value on other
  -- days, so that a value that always fails is not reported for each day.
  totalled AS (
    SELECT
      *,
      CASE
        WHEN build_date IS NOT NULL THEN 'days'
        WHEN test_id IS NOT NULL THEN 'tests'
        ELSE 'builds'
      END AS family,
      SUM(runs) OVER compared AS all_runs,
      SUM(failures) OVER compared AS all_failures
    FROM
      counted
    WINDOW
      compared AS (
        PARTITION BY test_id, dimension, build_date IS NULL, IF(build_date IS NULL, NULL, value)
      )
  ),

  -- The other cells of the 2x2 table. Without entries in a row or a column there is nothing to test.
  tables AS (
    SELECT
      *,
      all_runs - runs AS runs_without,
      all_failures - failures AS failures_without
    FROM
      totalled
    WHERE
      runs < all_runs
      AND all_failures BETWEEN 1 AND all_runs - 1
  ),

  -- G = 2 sum(O ln(O / E)) over the four cells, computed from x ln x of the cells, margins and total as in R. R. Sokal
  -- and F. J. Rohlf, "Biometry", chapter "Analysis of frequencies".
  measured AS (
    SELECT
      *,
      GREATEST(
        2 * (
          {{ x_ln_x(failures) }}
          + {{ x_ln_x(runs - failures) }}
          + {{ x_ln_x(failures_without) }}
          + {{ x_ln_x(runs_without - failures_without) }}
          - {{ x_ln_x(runs) }}
          - {{ x_ln_x(runs_without) }}
          - {{ x_ln_x(all_failures) }}
          - {{ x_ln_x(all_runs - all_failures) }}
          + {{ x_ln_x(all_runs) }}
        ),
        0.0
      ) AS g_statistic
    FROM
      tables
  ),

  arguments AS (
    SELECT
      *,
      1 / (1 + 0.5 * SQRT(g_statistic / 2)) AS t
    FROM
      measured
  ),

  -- The tail of the chi-squared distribution with 1 degree of freedom is erfc(sqrt(G / 2)). erfc is the Chebyshev fit
  -- of "Numerical Recipes" (2nd ed., 6.2, erfcc). Its relative error is below 1.2e-7 everywhere, so small values are
  -- accurate as well; Abramowitz and Stegun 7.1.26 bounds only the absolute error.
  tested AS (
    SELECT
      *,
      LEAST(
        t * EXP(
          -g_statistic / 2 - 1.26551223
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

SELECT
  corrected.build_date,
  corrected.test_id,
  failing_tests.suite,
  failing_tests.class_name,
  failing_tests.test_name,
  corrected.dimension,
  corrected.value,
  corrected.runs,
  corrected.failures,
  corrected.failures / corrected.runs AS failure_rate,
  corrected.runs_without,
  corrected.failures_without,
  corrected.failures_without / corrected.runs_without AS failure_rate_without,
  corrected.failures * corrected.all_runs / (corrected.runs * corrected.all_failures) AS lift,
  corrected.g_statistic,
  corrected.p_value,
  corrected.q_value
FROM
  corrected
LEFT JOIN
  failing_tests
  ON corrected.test_id = failing_tests.test_id
WHERE
  corrected.failures * corrected.runs_without > corrected.failures_without * corrected.runs
