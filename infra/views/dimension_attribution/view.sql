WITH
  newest AS (
    SELECT MAX(build_date) AS newest_date FROM ci.builds
  ),

  -- The trailing 28 days that end with the newest build date.
  window_builds AS (
    SELECT
      builds.*
    FROM
      ci.builds AS builds
    CROSS JOIN
      newest
    WHERE
      builds.build_date > DATE_SUB(newest.newest_date, INTERVAL 28 DAY)
  ),

  -- A flaky result is no failure; a skipped one is no run.
  window_results AS (
    SELECT
      results.*,
      results.outcome = 'failed' AS is_failed
    FROM
      ci.test_results AS results
    CROSS JOIN
      newest
    WHERE
      results.build_date > DATE_SUB(newest.newest_date, INTERVAL 28 DAY)
      AND results.outcome IN ('passed', 'failed', 'flaky')
  ),

  -- Fewer failures than 3 hang on anything.
  failing_tests AS (
    SELECT
      test_id,
      ANY_VALUE(suite) AS suite,
      ANY_VALUE(class_name) AS class_name,
      ANY_VALUE(test_name) AS test_name
    FROM
      window_results
    GROUP BY
      test_id
    HAVING
      COUNTIF(is_failed) >= 3
  ),

  runs_of_builds AS (
    SELECT
      CAST(NULL AS STRING) AS test_id,
      outcome IN ('failed', 'errored') AS is_failed,
      cloud,
      networking,
      distro,
      architecture,
      kubernetes_version,
      kops_version,
      cluster
    FROM
      window_builds
    WHERE
      outcome IN ('passed', 'failed', 'errored')
  ),

  runs_of_tests AS (
    SELECT
      results.test_id,
      results.is_failed,
      builds.cloud,
      builds.networking,
      builds.distro,
      builds.architecture,
      builds.kubernetes_version,
      builds.kops_version,
      builds.cluster
    FROM
      window_results AS results
    INNER JOIN
      failing_tests
      ON results.test_id = failing_tests.test_id
    INNER JOIN
      window_builds AS builds
      ON
        results.build_date = builds.build_date
        AND results.bucket = builds.bucket
        AND results.build_path = builds.object_name
  ),

  all_runs AS (
    SELECT * FROM runs_of_builds
    UNION ALL
    SELECT * FROM runs_of_tests
  ),

  -- Counted before they are turned: there are far fewer combinations than runs.
  combinations AS (
    SELECT
      test_id,
      cloud,
      networking,
      distro,
      architecture,
      kubernetes_version,
      kops_version,
      cluster,
      COUNT(*) AS combination_runs,
      COUNTIF(is_failed) AS combination_failures
    FROM
      all_runs
    GROUP BY
      test_id,
      cloud,
      networking,
      distro,
      architecture,
      kubernetes_version,
      kops_version,
      cluster
  ),

  -- A row for each dimension; those without a value are left out.
  turned AS (
    SELECT
      *
    FROM
      combinations
    UNPIVOT (
      value FOR dimension IN (
        cloud,
        networking,
        distro,
        architecture,
        kubernetes_version,
        kops_version,
        cluster
      )
    )
  ),

  counted AS (
    SELECT
      test_id,
      dimension,
      value,
      SUM(combination_runs) AS runs,
      SUM(combination_failures) AS failures
    FROM
      turned
    GROUP BY
      test_id,
      dimension,
      value
  ),

  totalled AS (
    SELECT
      *,
      SUM(runs) OVER (PARTITION BY test_id, dimension) AS all_runs,
      SUM(failures) OVER (PARTITION BY test_id, dimension) AS all_failures
    FROM
      counted
  ),

  -- The other cells of the 2x2 table; where a row or a column of it is empty there is nothing to test.
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

  -- G = 2 sum(O ln(O / E)) over the four cells (R. R. Sokal and F. J. Rohlf, "Biometry", chapter "Analysis of
  -- frequencies"), computed as they do from the sums of x ln x of cells, margins and total; 0 ln 0 = 0.
  measured AS (
    SELECT
      *,
      GREATEST(
        2 * (
          failures * LN(GREATEST(failures, 1))
          + (runs - failures) * LN(GREATEST(runs - failures, 1))
          + failures_without * LN(GREATEST(failures_without, 1))
          + (runs_without - failures_without) * LN(GREATEST(runs_without - failures_without, 1))
          - runs * LN(runs)
          - runs_without * LN(runs_without)
          - all_failures * LN(all_failures)
          - (all_runs - all_failures) * LN(all_runs - all_failures)
          + all_runs * LN(all_runs)
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

  -- The tail of the chi-squared distribution with 1 degree of freedom is erfc(sqrt(G / 2)). erfc is the Chebyshev fit of
  -- "Numerical Recipes" (2nd ed., 6.2, erfcc): its *relative* error is below 1.2e-7 everywhere, so that small values are
  -- right too, where the formulas of Abramowitz and Stegun 7.1.26 bound the absolute error only.
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

  -- Ranked by G instead of p, the other way around: p is 0 where a FLOAT64 can be no smaller. Ties count as the last of
  -- them.
  ranked AS (
    SELECT
      *,
      COUNT(*) OVER (PARTITION BY test_id IS NULL) AS tests,
      COUNT(*) OVER (PARTITION BY test_id IS NULL ORDER BY g_statistic DESC) AS p_value_rank
    FROM
      tested
  ),

  -- Y. Benjamini and Y. Hochberg (1995), "Controlling the false discovery rate", JRSS B 57: the smallest p m / rank of
  -- all p-values from this one up. Builds are one family of tests, test cases another.
  corrected AS (
    SELECT
      *,
      MIN(p_value * tests / p_value_rank) OVER (
        PARTITION BY test_id IS NULL
        ORDER BY g_statistic
      ) AS q_value
    FROM
      ranked
  )

SELECT
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
