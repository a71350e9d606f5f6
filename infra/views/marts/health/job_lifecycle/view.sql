WITH
  histories AS (
    SELECT * FROM ci.job_histories
  ),

  breaks AS (
    SELECT * FROM ci.job_breaks
  ),

  calendars AS (
    SELECT * FROM ci.job_calendars
  ),

  results AS (
    SELECT
      job,
      MAX(ended_builds) AS ended_builds,
      COUNTIF(is_pass) AS passed_builds,
      COUNT(DISTINCT subject) AS subjects,
      MAX(IF(is_pass, build_date, NULL)) AS last_passed_date,
      MAX(IF(is_pass, ordinal, NULL)) AS last_passed_ordinal,
      LOGICAL_OR(is_pass AND ordinal = ended_builds) AS is_passing
    FROM
      histories
    GROUP BY
      job
  ),

  runs AS (
    SELECT
      job,
      is_pass,
      MIN(ordinal) AS first_ordinal,
      COUNT(*) AS builds,
      MIN(build_date) AS first_date,
      MAX(ordinal) = MAX(ended_builds) AS is_newest
    FROM
      histories
    GROUP BY
      job,
      run,
      is_pass
  ),

  newest_runs AS (
    SELECT * FROM runs WHERE is_newest
  ),

  newest_failure_runs AS (
    SELECT
      *
    FROM
      runs
    WHERE
      NOT is_pass
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY first_ordinal DESC) = 1
  ),

  newest_breaks AS (
    SELECT
      *
    FROM
      breaks
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY first_ordinal DESC) = 1
  ),

  -- Changes of failure rates, placed in the history of the job.
  changes AS (
    SELECT
      changepoints.job,
      changepoints.test_id,
      changepoints.direction = 'regressed' AS is_regression,
      changepoints.failure_rate_before,
      changepoints.failure_rate_after,
      histories.ordinal,
      LEAD(histories.ordinal) OVER (
        PARTITION BY changepoints.job, changepoints.test_id
        ORDER BY histories.ordinal
      ) AS next_ordinal
    FROM
      ci.test_changepoints AS changepoints
    INNER JOIN
      histories
      ON
        changepoints.job = histories.job
        AND changepoints.first_build_after = histories.build_id
  ),

  -- The regression of the test that began a break, nearest to its beginning: the break has its date, so that both views
  -- name the same build.
  break_changes AS (
    SELECT
      changes.*
    FROM
      newest_breaks AS breaks
    INNER JOIN
      changes
      ON
        breaks.job = changes.job
        AND COALESCE(breaks.test_id, '') = COALESCE(changes.test_id, '')
        AND breaks.end_ordinal > changes.ordinal
        AND breaks.first_ordinal < COALESCE(changes.next_ordinal, breaks.end_ordinal)
    WHERE
      changes.is_regression
      AND changes.failure_rate_after >= 0.8
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY changes.job
        ORDER BY ABS(changes.ordinal - breaks.first_ordinal), changes.ordinal
      ) = 1
  ),

  -- A job that passes once in a while is broken as well if it hardly failed before.
  rate_changes AS (
    SELECT
      *
    FROM
      changes
    WHERE
      test_id IS NULL
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY ordinal DESC) = 1
  ),

  -- Failures in a row that begin in a break may go on after its end, when something else fails: these are counted from there.
  failures_outside_breaks AS (
    SELECT
      histories.job,
      MIN(histories.build_date) AS first_date
    FROM
      histories
    LEFT JOIN
      breaks
      ON
        histories.job = breaks.job
        AND histories.ordinal >= breaks.first_ordinal
        AND histories.ordinal < breaks.end_ordinal
        AND breaks.end_ordinal - breaks.first_ordinal >= 3
    WHERE
      NOT histories.is_pass
      AND breaks.job IS NULL
    GROUP BY
      histories.job,
      histories.run
  ),

  recent_failures AS (
    SELECT
      job,
      MIN(first_date) AS first_date
    FROM
      failures_outside_breaks
    WHERE
      {{ is_in_last_28_days(first_date) }}
    GROUP BY
      job
  ),

  facts AS (
    SELECT
      calendars.*,
      COALESCE(results.ended_builds, 0) AS ended_builds,
      COALESCE(results.passed_builds, 0) AS passed_builds,
      COALESCE(results.subjects, 0) AS subjects,
      results.last_passed_date,
      results.last_passed_ordinal,
      DATE_DIFF(calendars.last_date, results.last_passed_date, DAY) AS days_since_last_pass,
      results.is_passing,
      runs.builds AS run_builds,
      runs.first_date AS run_date,
      failures.first_date AS failure_date,
      failure_runs.first_ordinal AS first_failed_ordinal,
      COALESCE(break_changes.ordinal, breaks.first_ordinal) AS broken_ordinal,
      breaks.end_ordinal AS recovered_ordinal,
      breaks.test_id AS broken_test_id,
      breaks.test_name AS broken_test_name,
      IF(
        rate_changes.is_regression
        AND rate_changes.failure_rate_after >= 0.9
        AND rate_changes.failure_rate_before <= 0.3
        AND NOT results.is_passing
        AND COALESCE(breaks.end_ordinal, 0) <= results.ended_builds,
        rate_changes.ordinal,
        NULL
      ) AS changed_ordinal
    FROM
      calendars
    LEFT JOIN
      results
      ON calendars.job = results.job
    LEFT JOIN
      newest_runs AS runs
      ON calendars.job = runs.job
    LEFT JOIN
      newest_failure_runs AS failure_runs
      ON calendars.job = failure_runs.job
    LEFT JOIN
      newest_breaks AS breaks
      ON calendars.job = breaks.job
    LEFT JOIN
      break_changes
      ON calendars.job = break_changes.job
    LEFT JOIN
      rate_changes
      ON calendars.job = rate_changes.job
    LEFT JOIN
      recent_failures AS failures
      ON calendars.job = failures.job
  ),

  bounded AS (
    SELECT
      *,
      COALESCE(changed_ordinal, broken_ordinal, first_failed_ordinal) AS first_bad_ordinal,
      changed_ordinal IS NOT NULL OR recovered_ordinal > ended_builds AS is_broken,
      recovered_ordinal - broken_ordinal AS broken_builds
    FROM
      facts
  ),

  dated AS (
    SELECT
      bounded.*,
      IF(bounded.changed_ordinal IS NULL, bounded.broken_test_id, NULL) AS first_bad_test_id,
      IF(bounded.changed_ordinal IS NULL, bounded.broken_test_name, NULL) AS first_bad_test_name,
      bad.build_date AS first_bad_date,
      good.build_date AS first_good_date,
      TIMESTAMP_DIFF(bounded.window_ended_at, bad.started_at, MICROSECOND) / 1000000 AS broken_seconds,
      TIMESTAMP_DIFF(bounded.window_ended_at, good.started_at, MICROSECOND) / 1000000 AS recovered_seconds,
      bad.previous_build_id AS last_good_build_id,
      bad.previous_started_at AS last_good_started_at,
      bad.previous_repo_commit AS last_good_repo_commit,
      bad.previous_inputs AS last_good_inputs,
      bad.build_id AS first_bad_build_id,
      bad.started_at AS first_bad_started_at,
      bad.repo_commit AS first_bad_repo_commit,
      bad.inputs AS first_bad_inputs
    FROM
      bounded
    LEFT JOIN
      histories AS bad
      ON
        bounded.job = bad.job
        AND bounded.first_bad_ordinal = bad.ordinal
    LEFT JOIN
      histories AS good
      ON
        bounded.job = good.job
        AND bounded.recovered_ordinal = good.ordinal
  ),

  states AS (
    SELECT
      *,
      CASE
        WHEN is_silent THEN 'silent'
        WHEN ended_builds = 0 OR (subjects = 1 AND passed_builds = 0) THEN NULL
        WHEN passed_builds = 0 THEN 'never_passed'
        WHEN is_broken THEN IF(broken_seconds <= recent_seconds, 'newly_broken', 'broken')
        WHEN broken_builds >= 3 AND recovered_seconds <= recent_seconds AND last_passed_ordinal >= recovered_ordinal THEN 'recovered'
        WHEN failure_date IS NOT NULL THEN 'flaky'
        ELSE 'healthy'
      END AS state
    FROM
      dated
  )

SELECT
  job,
  state,
  CASE state
    WHEN 'silent' THEN last_build_date
    WHEN 'broken' THEN first_bad_date
    WHEN 'newly_broken' THEN first_bad_date
    WHEN 'recovered' THEN first_good_date
    WHEN 'flaky' THEN failure_date
    ELSE run_date
  END AS since_date,
  ended_builds,
  passed_builds,
  is_passing,
  run_builds,
  last_started_at,
  cadence_seconds,
  last_passed_date,
  days_since_last_pass,
  last_good_build_id,
  last_good_started_at,
  last_good_repo_commit,
  last_good_inputs,
  first_bad_build_id,
  first_bad_started_at,
  first_bad_repo_commit,
  first_bad_inputs,
  first_bad_test_id,
  first_bad_test_name
FROM
  states
