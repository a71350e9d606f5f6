WITH
  all_builds AS (
    SELECT
      *,
      COALESCE(outcome IN ('passed', 'failed', 'errored'), FALSE) AND NOT is_unmergeable AS is_ended,
      COALESCE(outcome = 'passed', FALSE) AS is_pass
    FROM
      ci.build_daily
    WHERE
      build_date <= (SELECT last_date FROM ci.history_window)
  ),

  window_end AS (
    SELECT
      MAX(build_date) AS last_date,
      MAX(started_at) AS last_started_at
    FROM
      all_builds
  ),

  -- Seconds are computed from whole microseconds, so that all engines return the same value.
  jobs AS (
    SELECT
      job,
      COUNTIF(is_ended) AS ended_builds,
      COUNTIF(is_pass) AS passed_builds,
      MAX(IF(is_pass, build_date, NULL)) AS last_passed_date,
      MAX(build_date) AS last_build_date,
      MAX(started_at) AS last_started_at,
      LOGICAL_OR(job_type IN ('presubmit', 'postsubmit', 'batch')) AS is_triggered,
      IF(
        COUNT(*) >= 3,
        TIMESTAMP_DIFF(MAX(started_at), MIN(started_at), MICROSECOND) / 1000000 / (COUNT(*) - 1),
        NULL
      ) AS cadence_seconds
    FROM
      all_builds
    GROUP BY
      job
  ),

  histories AS (
    SELECT
      *,
      ROW_NUMBER() OVER history AS ordinal,
      LAG(is_pass) OVER history AS previous_is_pass,
      LAG(build_id) OVER history AS previous_build_id,
      LAG(started_at) OVER history AS previous_started_at,
      LAG(repo_commit) OVER history AS previous_repo_commit,
      LAG(inputs) OVER history AS previous_inputs
    FROM
      all_builds
    WHERE
      is_ended
    WINDOW
      history AS (
        PARTITION BY job
        ORDER BY build_date, position
      )
  ),

  -- The first build of each run; a run is a series of consecutive builds that all pass or all do not.
  run_starts AS (
    SELECT
      *,
      LEAD(ordinal) OVER (PARTITION BY job ORDER BY ordinal) AS next_ordinal
    FROM
      histories
    WHERE
      previous_is_pass IS NULL
      OR previous_is_pass != is_pass
  ),

  runs AS (
    SELECT
      run_starts.*,
      COALESCE(next_ordinal, jobs.ended_builds + 1) - ordinal AS builds,
      next_ordinal IS NULL AS is_newest
    FROM
      run_starts
    INNER JOIN
      jobs
      ON run_starts.job = jobs.job
  ),

  runs_with_previous AS (
    SELECT
      *,
      LAG(builds) OVER (PARTITION BY job ORDER BY ordinal) AS previous_builds
    FROM
      runs
  ),

  newest_runs AS (
    SELECT
      *
    FROM
      runs_with_previous
    WHERE
      is_newest
  ),

  newest_failure_runs AS (
    SELECT
      *
    FROM
      runs
    WHERE
      NOT is_pass
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY ordinal DESC) = 1
  ),

  recent_short_failures AS (
    SELECT
      job,
      MIN(build_date) AS first_date
    FROM
      runs
    WHERE
      NOT is_pass
      AND builds < 3
      AND {{ is_in_last_28_days(build_date) }}
    GROUP BY
      job
  ),

  -- Recent is within 7 days, or within twice the cadence of a job that runs less often.
  facts AS (
    SELECT
      jobs.*,
      short_failures.first_date AS short_failure_date,
      runs.is_pass AS is_passing,
      runs.builds AS run_builds,
      runs.build_date AS run_date,
      runs.previous_builds AS previous_run_builds,
      DATE_DIFF(window_end.last_date, jobs.last_passed_date, DAY) AS days_since_last_pass,
      TIMESTAMP_DIFF(window_end.last_started_at, jobs.last_started_at, MICROSECOND) / 1000000 AS idle_seconds,
      TIMESTAMP_DIFF(window_end.last_started_at, runs.started_at, MICROSECOND) / 1000000 AS run_age_seconds,
      GREATEST(604800, 2 * COALESCE(jobs.cadence_seconds, 0)) AS recent_seconds
    FROM
      jobs
    CROSS JOIN
      window_end
    LEFT JOIN
      newest_runs AS runs
      ON jobs.job = runs.job
    LEFT JOIN
      recent_short_failures AS short_failures
      ON jobs.job = short_failures.job
  ),

  states AS (
    SELECT
      *,
      CASE
        WHEN
          cadence_seconds > 0
          AND idle_seconds > IF(is_triggered, recent_seconds, 2 * cadence_seconds)
          THEN 'silent'
        WHEN ended_builds = 0 OR (ended_builds = 1 AND passed_builds = 0) THEN NULL
        WHEN passed_builds = 0 THEN 'never_passed'
        WHEN NOT is_passing AND run_builds >= 2
          THEN IF(run_age_seconds <= recent_seconds, 'newly_broken', 'broken')
        WHEN is_passing AND previous_run_builds >= 3 AND run_age_seconds <= recent_seconds THEN 'recovered'
        WHEN short_failure_date IS NOT NULL THEN 'flaky'
        ELSE 'healthy'
      END AS state
    FROM
      facts
  )

SELECT
  states.job,
  states.state,
  CASE states.state
    WHEN 'silent' THEN states.last_build_date
    WHEN 'flaky' THEN states.short_failure_date
    ELSE states.run_date
  END AS since_date,
  states.ended_builds,
  states.passed_builds,
  states.is_passing,
  states.run_builds,
  states.last_started_at,
  states.cadence_seconds,
  states.last_passed_date,
  states.days_since_last_pass,
  failures.previous_build_id AS last_good_build_id,
  failures.previous_started_at AS last_good_started_at,
  failures.previous_repo_commit AS last_good_repo_commit,
  failures.previous_inputs AS last_good_inputs,
  failures.build_id AS first_bad_build_id,
  failures.started_at AS first_bad_started_at,
  failures.repo_commit AS first_bad_repo_commit,
  failures.inputs AS first_bad_inputs
FROM
  states
LEFT JOIN
  newest_failure_runs AS failures
  ON states.job = failures.job
