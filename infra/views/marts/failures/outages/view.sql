WITH
  -- A build that fails before any test ran is evidence about its infrastructure.
  builds AS (
    SELECT
      job,
      build_date,
      position,
      started_at,
      cloud,
      region,
      cluster,
      outcome != 'passed' AND COALESCE(run_tests, 0) = 0 AS is_early_failure
    FROM
      ci.recent_builds
    WHERE
      outcome IN ('passed', 'failed', 'errored')
  ),

  numbered AS (
    SELECT
      *,
      COUNT(IF(is_early_failure, NULL, 1)) OVER (
        PARTITION BY job
        ORDER BY build_date, position
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS run
    FROM
      builds
  ),

  early_runs AS (
    SELECT
      job,
      run,
      COUNT(*) AS failures,
      TIMESTAMP_DIFF(MAX(started_at), MIN(started_at), MICROSECOND) / 3600000000 AS hours
    FROM
      numbered
    WHERE
      is_early_failure
    GROUP BY
      job,
      run
  ),

  -- A job that fails early for longer than 26 hours is broken itself, so those builds are not evidence of an outage.
  evidence_builds AS (
    SELECT
      numbered.*,
      DIV(UNIX_SECONDS(numbered.started_at), 21600) AS quarter
    FROM
      numbered
    LEFT JOIN
      early_runs
      ON
        numbered.is_early_failure
        AND numbered.job = early_runs.job
        AND numbered.run = early_runs.run
    WHERE
      NOT numbered.is_early_failure
      OR early_runs.failures < 3
      OR early_runs.hours <= 26
  ),

  -- One row for each dimension in which outages happen and for which the build has a value.
  builds_by_dimension AS (
    SELECT
      *
    FROM
      evidence_builds
    UNPIVOT (value FOR dimension IN (cloud, region, cluster))
  ),

  quarters AS (
    SELECT
      dimension,
      value,
      quarter,
      COUNT(*) AS runs,
      COUNTIF(is_early_failure) AS failures
    FROM
      builds_by_dimension
    GROUP BY
      dimension,
      value,
      quarter
  ),

  totals AS (
    SELECT
      dimension,
      value,
      SUM(runs) AS all_runs,
      SUM(failures) AS all_failures
    FROM
      quarters
    GROUP BY
      dimension,
      value
  ),

  -- Outages last from some hours to a day, so the windows have 1, 2 or 4 quarters of a day. They overlap.
  windows AS (
    SELECT
      firsts.dimension,
      firsts.value,
      firsts.quarter AS first_quarter,
      length,
      SUM(quarters.runs) AS runs,
      SUM(quarters.failures) AS failures
    FROM
      quarters AS firsts
    CROSS JOIN
      UNNEST([1, 2, 4]) AS length
    INNER JOIN
      quarters
      ON
        firsts.dimension = quarters.dimension
        AND firsts.value = quarters.value
        AND quarters.quarter BETWEEN firsts.quarter AND firsts.quarter + length - 1
    GROUP BY
      firsts.dimension,
      firsts.value,
      firsts.quarter,
      length
  ),

  rated AS (
    SELECT
      windows.*,
      windows.failures / windows.runs AS rate,
      (totals.all_failures - windows.failures + 1) / (totals.all_runs - windows.runs + 10) AS usual_rate
    FROM
      windows
    INNER JOIN
      totals
      ON
        windows.dimension = totals.dimension
        AND windows.value = totals.value
  ),

  -- The probability of as many failures at the usual rate is at most exp(-n KL(k/n || p)): W. Hoeffding (1963),
  -- "Probability inequalities for sums of bounded random variables", J. Am. Stat. Assoc. 58, theorem 1.
  tested AS (
    SELECT
      *,
      'outages' AS family,
      IF(
        rate <= usual_rate,
        1.0,
        EXP(
          -runs * (
            rate * LN(GREATEST(rate, 1e-9) / usual_rate)
            + (1 - rate) * LN(GREATEST(1 - rate, 1e-9) / GREATEST(1 - usual_rate, 1e-9))
          )
        )
      ) AS p_value
    FROM
      rated
  ),

  corrected AS (
    {{ with_q_value(tested, family) }}
  ),

  -- Fewer than 5 failures may be chance, whatever their probability.
  significant AS (
    SELECT
      *,
      MAX(first_quarter + length) OVER (
        PARTITION BY dimension, value
        ORDER BY first_quarter, length
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ) AS end_before
    FROM
      corrected
    WHERE
      q_value <= 0.05
      AND failures >= 5
  ),

  -- Windows that overlap belong to the same outage.
  grouped AS (
    SELECT
      *,
      COUNT(IF(first_quarter < end_before, NULL, 1)) OVER (
        PARTITION BY dimension, value
        ORDER BY first_quarter, length
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS outage
    FROM
      significant
  )

SELECT
  dimension,
  value,
  TIMESTAMP_SECONDS(first_quarter * 21600) AS started_at,
  TIMESTAMP_SECONDS((first_quarter + length) * 21600) AS ended_at,
  runs,
  failures,
  rate,
  usual_rate,
  p_value,
  q_value
FROM
  grouped
WHERE
  TRUE
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY dimension, value, outage
    ORDER BY p_value, length, first_quarter
  ) = 1
