WITH
  -- A build that fails before any test ran, or in which many tests fail at once, is evidence about its infrastructure.
  classified AS (
    SELECT
      job,
      build_date,
      position,
      started_at,
      cloud,
      region,
      cluster,
      pull_number,
      outcome != 'passed' AND COALESCE(run_tests, 0) = 0 AS is_early_failure,
      outcome != 'passed'
      AND run_tests > 0
      AND failed_tests - failed_phases >= 3
      AND failed_tests - failed_phases >= 0.15 * run_tests AS has_many_failures
    FROM
      ci.recent_builds
    WHERE
      outcome IN ('passed', 'failed', 'errored')
      AND NOT is_unmergeable
  ),

  -- Many tests of a pull request fail by its own fault or in an outage: such a build is evidence of neither.
  builds AS (
    SELECT
      * EXCEPT (pull_number, has_many_failures),
      is_early_failure OR COALESCE(has_many_failures, FALSE) AS is_hit
    FROM
      classified
    WHERE
      pull_number IS NULL
      OR NOT COALESCE(has_many_failures, FALSE)
  ),

  numbered AS (
    SELECT
      *,
      COUNT(IF(is_hit, NULL, 1)) OVER (
        PARTITION BY job
        ORDER BY build_date, position
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS run
    FROM
      builds
  ),

  hit_runs AS (
    SELECT
      job,
      run,
      TIMESTAMP_DIFF(MAX(started_at), MIN(started_at), MICROSECOND) / 3600000000 AS hours
    FROM
      numbered
    WHERE
      is_hit
    GROUP BY
      job,
      run
  ),

  -- A job that is hit for longer than 26 hours without a pause is broken itself, so those builds are not evidence.
  evidence AS (
    SELECT
      numbered.* EXCEPT (run)
    FROM
      numbered
    LEFT JOIN
      hit_runs
      ON
        numbered.is_hit
        AND numbered.job = hit_runs.job
        AND numbered.run = hit_runs.run
    WHERE
      NOT numbered.is_hit
      OR hit_runs.hours <= 26
  ),

  -- The rate of the job without the build itself, smoothed so that it is never 0 or 1.
  rated AS (
    SELECT
      *,
      (COUNT(IF(is_hit, 1, NULL)) OVER (PARTITION BY job) - IF(is_hit, 1, 0) + 0.5) / COUNT(*) OVER (PARTITION BY job) AS own_rate
    FROM
      evidence
  ),

  -- The logarithm of how many times likelier the build's result is in an outage, which hits 9 of 10 builds, than at the
  -- job's own rate.
  scored AS (
    SELECT
      *,
      IF(is_hit, LN(0.9 / own_rate), LN(0.1 / (1 - own_rate))) AS score
    FROM
      rated
  ),

  -- One row for each dimension in which outages happen and for which the build has a value.
  builds_by_dimension AS (
    SELECT
      *
    FROM
      scored
    UNPIVOT (value FOR dimension IN (cloud, region, cluster))
  ),

  placed AS (
    SELECT
      *,
      COUNT(*) OVER (PARTITION BY dimension) AS builds_of_dimension,
      ROW_NUMBER() OVER past AS n,
      COUNT(IF(is_hit, 1, NULL)) OVER (past ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS hits,
      SUM(own_rate) OVER (past ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS expected,
      SUM(score) OVER (past ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS total_score
    FROM
      builds_by_dimension
    WINDOW
      past AS (
        PARTITION BY dimension, value
        ORDER BY started_at, job, build_date, position
      )
  ),

  -- All windows of up to a day that begin and end with a hit.
  windows AS (
    SELECT
      firsts.dimension,
      firsts.value,
      firsts.builds_of_dimension,
      firsts.n AS first_n,
      firsts.started_at,
      lasts.started_at AS ended_at,
      lasts.n - firsts.n + 1 AS runs,
      lasts.hits - firsts.hits + 1 AS failures,
      lasts.expected - firsts.expected + firsts.own_rate AS expected,
      lasts.total_score - firsts.total_score + firsts.score AS score,
      MIN(lasts.job) OVER so_far != MAX(lasts.job) OVER so_far AS has_two_jobs
    FROM
      placed AS firsts
    INNER JOIN
      placed AS lasts
      ON
        firsts.dimension = lasts.dimension
        AND firsts.value = lasts.value
        AND firsts.is_hit
        AND lasts.is_hit
        AND firsts.n <= lasts.n
        AND TIMESTAMP_DIFF(lasts.started_at, firsts.started_at, SECOND) <= 86400
    WINDOW
      so_far AS (
        PARTITION BY firsts.dimension, firsts.value, firsts.n
        ORDER BY lasts.n
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      )
  ),

  -- Without an outage the probability that the likelihood ratio ever reaches exp(score) after a given build is at most
  -- exp(-score): J. Ville (1939), "Etude critique de la notion de collectif", whose inequality bounds sequential tests
  -- (A. Wald (1945), "Sequential tests of statistical hypotheses", Ann. Math. Stat. 16). Each build may be the first of
  -- an outage, hence Bonferroni's correction. The bound ignores by how much a hit exceeds the limit, so it is far above
  -- the probability, and 0.1 is enough.
  significant AS (
    SELECT
      *,
      EXP(-score) AS p_value,
      LEAST(builds_of_dimension * EXP(-score), 1.0) AS q_value
    FROM
      windows
    WHERE
      failures >= 3
      AND has_two_jobs
      AND builds_of_dimension * EXP(-score) <= 0.1
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY dimension, value, first_n ORDER BY score DESC, ended_at) = 1
  ),

  -- Windows less than an hour apart belong to the same outage.
  grouped AS (
    SELECT
      *,
      COUNT(IF(TIMESTAMP_DIFF(started_at, end_before, SECOND) <= 3600, NULL, 1)) OVER (
        PARTITION BY dimension, value
        ORDER BY first_n
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS outage
    FROM
      (
        SELECT
          *,
          MAX(ended_at) OVER (
            PARTITION BY dimension, value
            ORDER BY first_n
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
          ) AS end_before
        FROM
          significant
      )
  ),

  likeliest AS (
    SELECT
      *
    FROM
      grouped
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY dimension, value, outage ORDER BY score DESC, first_n) = 1
  ),

  -- A change that breaks jobs everywhere is not an outage of one value, so builds with other values are compared.
  compared AS (
    SELECT
      outages.dimension,
      outages.value,
      outages.first_n,
      COUNTIF(builds.value = outages.value AND builds.is_hit AND builds.is_early_failure) AS early_failures,
      COUNT(DISTINCT IF(builds.value = outages.value AND builds.is_hit, builds.job, NULL)) AS jobs,
      COUNTIF(builds.value != outages.value) AS other_runs,
      COUNTIF(builds.value != outages.value AND builds.is_hit) AS other_failures
    FROM
      likeliest AS outages
    INNER JOIN
      placed AS builds
      ON
        outages.dimension = builds.dimension
        AND builds.started_at BETWEEN outages.started_at AND outages.ended_at
    GROUP BY
      outages.dimension,
      outages.value,
      outages.first_n
  )

SELECT
  outages.dimension,
  outages.value,
  outages.started_at,
  outages.ended_at,
  outages.runs,
  outages.failures,
  compared.early_failures,
  compared.jobs,
  outages.failures / outages.runs AS rate,
  outages.expected / outages.runs AS usual_rate,
  outages.p_value,
  outages.q_value
FROM
  likeliest AS outages
INNER JOIN
  compared
  ON
    outages.dimension = compared.dimension
    AND outages.value = compared.value
    AND outages.first_n = compared.first_n
WHERE
  compared.other_failures < 2
  OR 2 * compared.other_failures * outages.runs <= outages.failures * compared.other_runs
