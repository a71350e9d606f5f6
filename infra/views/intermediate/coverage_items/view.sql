WITH
  job_pairs AS (
    SELECT
      runs.job,
      pairs.pair,
      MIN(IF(runs.outcome = 'passed', runs.age_days, NULL)) AS passed_age_days
    FROM
      ci.grid_runs AS runs
    INNER JOIN
      ci.cell_pairs AS pairs
      ON runs.cell = pairs.cell
    WHERE
      runs.age_days < 28
    GROUP BY
      runs.job,
      pairs.pair
    -- A pair that a job no longer runs is not covered by it.
    HAVING
      MIN(runs.age_days) < 14
  ),

  recent_failures AS (
    SELECT
      job,
      failure_fingerprint,
      test_id
    FROM
      ci.clustered_failures
    WHERE
      {{ is_in_last_28_days(build_date) }}
  ),

  items AS (
    SELECT
      job,
      CONCAT('runs: ', pair) AS item
    FROM
      job_pairs
    UNION ALL
    SELECT
      job,
      CONCAT('passed in 28 days: ', pair) AS item
    FROM
      job_pairs
    WHERE
      passed_age_days < 28
    UNION ALL
    SELECT
      job,
      CONCAT('passed in 7 days: ', pair) AS item
    FROM
      job_pairs
    WHERE
      passed_age_days < 7
    UNION ALL
    SELECT DISTINCT
      job,
      CONCAT('failure: ', failure_fingerprint) AS item
    FROM
      recent_failures
    UNION ALL
    SELECT DISTINCT
      job,
      CONCAT('test: ', test_id) AS item
    FROM
      recent_failures
    UNION ALL
    -- Builds that die before their tests leave no failures that tell them apart, so the phase and the cause identify them.
    SELECT DISTINCT
      job,
      CONCAT('died: ', failed_phase, ', ', COALESCE(death_cause, 'cause not known')) AS item
    FROM
      ci.recent_builds
    WHERE
      {{ has_died(failed_phase, death_cause) }}
  )

SELECT
  items.job,
  jobs.is_candidate,
  items.item
FROM
  items
INNER JOIN
  ci.coverage_jobs AS jobs
  ON items.job = jobs.job
