WITH
  -- An outage keeps clusters from being created, or breaks tests that run, or shows in failures that builds have in common.
  -- Each is looked for among the builds that tell of it.
  builds AS (
    SELECT
      *
    FROM
      ci.outage_evidence
    UNPIVOT (is_hit FOR phase IN (creation, tests, message))
  ),

  numbered AS (
    SELECT
      *,
      COUNT(IF(is_hit, NULL, 1)) OVER (
        PARTITION BY dimension, phase, job
        ORDER BY build_date, position
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS run,
      MAX(IF(is_hit, started_at, NULL)) OVER (
        PARTITION BY dimension, phase, pull_request, IF(phase = 'message', job, NULL)
        ORDER BY started_at, job, build_date, position
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ) AS last_hit_of_pull_request
    FROM
      builds
  ),

  hit_runs AS (
    SELECT
      dimension,
      phase,
      job,
      run,
      TIMESTAMP_DIFF(MAX(started_at), MIN(started_at), MICROSECOND) / 3600000000 AS hours
    FROM
      numbered
    WHERE
      is_hit
    GROUP BY
      dimension,
      phase,
      job,
      run
  ),

  -- A job that is hit for longer than 26 hours without a pause is broken itself, and so is a pull request that is hit
  -- again within a day, so those builds are not evidence. Failures that are shared are no older than that, and other jobs of
  -- the pull request may have them for the reason for which jobs elsewhere have them.
  evidence AS (
    SELECT
      numbered.* EXCEPT (run, last_hit_of_pull_request)
    FROM
      numbered
    LEFT JOIN
      hit_runs
      ON
        numbered.is_hit
        AND numbered.dimension = hit_runs.dimension
        AND numbered.phase = hit_runs.phase
        AND numbered.job = hit_runs.job
        AND numbered.run = hit_runs.run
    WHERE
      NOT numbered.is_hit
      OR (
        (hit_runs.hours <= 26 OR numbered.phase = 'message')
        AND (
          numbered.pull_request IS NULL
          OR numbered.last_hit_of_pull_request IS NULL
          OR TIMESTAMP_DIFF(numbered.started_at, numbered.last_hit_of_pull_request, SECOND) > 86400
        )
      )
  ),

  counted AS (
    SELECT
      *,
      COUNT(IF(is_hit, 1, NULL)) OVER same_job AS job_hits,
      COUNT(*) OVER same_job AS job_builds
    FROM
      evidence
    WINDOW
      same_job AS (PARTITION BY dimension, phase, job)
  ),

  -- How often builds are hit, measured on the jobs that are hit in at most a tenth of their builds and once more.
  rated AS (
    SELECT
      *,
      (COUNT(IF(is_hit AND job_hits <= 1 + 0.1 * job_builds, 1, NULL)) OVER all_jobs + 0.5)
      / (COUNT(IF(job_hits <= 1 + 0.1 * job_builds, 1, NULL)) OVER all_jobs + 1) AS rate
    FROM
      counted
    WINDOW
      all_jobs AS (PARTITION BY dimension, phase)
  ),

  -- The rate of the job without the build itself, as if it had four builds more that are hit as often as those of all jobs,
  -- since few builds say little about a rate; and at least a quarter of the rate of all jobs.
  smoothed AS (
    SELECT
      *,
      GREATEST((job_hits - IF(is_hit, 1, 0) + 4 * rate) / (job_builds + 3), rate / 4) AS own_rate
    FROM
      rated
  ),

  -- The logarithm of how many times likelier the build's result is in an outage, which hits 8 of 10 builds, than at the
  -- job's own rate. In an outage 2 of 3 hits have a failure in common with other builds.
  scored AS (
    SELECT
      *,
      IF(is_hit, LN(0.8 / own_rate) - IF(is_alone, LN(3), 0), LN(0.2 / (1 - own_rate))) AS score
    FROM
      smoothed
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
      scored
    WINDOW
      past AS (
        PARTITION BY dimension, value, phase
        ORDER BY started_at, job, build_date, position
      )
  ),

  -- All windows of up to a day that begin and end with a hit.
  windows AS (
    SELECT
      firsts.dimension,
      firsts.value,
      firsts.phase,
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
        AND firsts.phase = lasts.phase
        AND firsts.is_hit
        AND lasts.is_hit
        AND firsts.n <= lasts.n
        AND TIMESTAMP_DIFF(lasts.started_at, firsts.started_at, SECOND) <= 86400
    WINDOW
      so_far AS (
        PARTITION BY firsts.dimension, firsts.value, firsts.phase, firsts.n
        ORDER BY lasts.n
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      )
  ),

  -- Without an outage the probability that the likelihood ratio ever reaches exp(score) after a given build is at most
  -- exp(-score): J. Ville (1939), "Etude critique de la notion de collectif", whose inequality bounds sequential tests
  -- (A. Wald (1945), "Sequential tests of statistical hypotheses", Ann. Math. Stat. 16). Each build may be the first of
  -- an outage, hence Bonferroni's correction. The bound ignores by how much a hit exceeds the limit, so it is far above
  -- the probability, and 0.05 is enough.
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
      AND builds_of_dimension * EXP(-score) <= 0.05
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY dimension, value, phase, first_n ORDER BY score DESC, ended_at) = 1
  ),

  -- Windows less than an hour apart belong to the same outage.
  grouped AS (
    SELECT
      *,
      COUNT(IF(TIMESTAMP_DIFF(started_at, end_before, SECOND) <= 3600, NULL, 1)) OVER (
        PARTITION BY dimension, value
        ORDER BY started_at, phase, first_n
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS outage
    FROM
      (
        SELECT
          *,
          MAX(ended_at) OVER (
            PARTITION BY dimension, value
            ORDER BY started_at, phase, first_n
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
          ) AS end_before
        FROM
          significant
      )
  ),

  -- The likeliest window of an outage by each kind of evidence.
  likeliest AS (
    SELECT
      *
    FROM
      grouped
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY dimension, value, outage, phase ORDER BY score DESC, started_at, first_n) = 1
  ),

  -- The outages that hit a build, by their beginnings.
  hit_builds AS (
    SELECT
      builds.job,
      builds.build_date,
      builds.position,
      MIN(outages.started_at) AS first_started_at,
      MAX(outages.started_at) AS last_started_at
    FROM
      likeliest AS outages
    INNER JOIN
      placed AS builds
      ON
        outages.dimension = builds.dimension
        AND outages.value = builds.value
        AND outages.phase = builds.phase
        AND builds.started_at BETWEEN outages.started_at AND outages.ended_at
    WHERE
      builds.is_hit
    GROUP BY
      builds.job,
      builds.build_date,
      builds.position
  ),

  -- A change that breaks jobs everywhere is not an outage of one value, so builds with other values are compared, without
  -- those that were hit by an outage which began more than two hours before or after this one.
  compared AS (
    SELECT
      outages.dimension,
      outages.value,
      outages.phase,
      outages.first_n,
      COUNT(DISTINCT IF(builds.value = outages.value AND builds.is_hit, builds.job, NULL)) AS jobs,
      COUNTIF(builds.value != outages.value) AS other_runs,
      COUNTIF(builds.value != outages.value AND builds.is_hit) AS other_failures
    FROM
      likeliest AS outages
    INNER JOIN
      placed AS builds
      ON
        outages.dimension = builds.dimension
        AND outages.phase = builds.phase
        AND builds.started_at BETWEEN outages.started_at AND outages.ended_at
    LEFT JOIN
      hit_builds
      ON
        builds.job = hit_builds.job
        AND builds.build_date = hit_builds.build_date
        AND builds.position = hit_builds.position
    WHERE
      builds.value = outages.value
      OR hit_builds.job IS NULL
      OR (
        TIMESTAMP_DIFF(outages.started_at, hit_builds.first_started_at, SECOND) <= 7200
        AND TIMESTAMP_DIFF(hit_builds.last_started_at, outages.started_at, SECOND) <= 7200
      )
    GROUP BY
      outages.dimension,
      outages.value,
      outages.phase,
      outages.first_n
  )

-- Of the kinds of evidence of an outage, the one with most hits shows best how long it took.
SELECT
  outages.dimension,
  outages.value,
  outages.phase,
  outages.started_at,
  outages.ended_at,
  outages.runs,
  outages.failures,
  compared.jobs,
  outages.expected,
  outages.p_value,
  outages.q_value
FROM
  likeliest AS outages
INNER JOIN
  compared
  ON
    outages.dimension = compared.dimension
    AND outages.value = compared.value
    AND outages.phase = compared.phase
    AND outages.first_n = compared.first_n
WHERE
  compared.other_failures < 2
  OR 2 * compared.other_failures * outages.runs <= outages.failures * compared.other_runs
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY outages.dimension, outages.value, outages.outage
    ORDER BY outages.failures DESC, outages.score DESC, outages.started_at, outages.phase
  ) = 1
