WITH
  all_builds AS (
    SELECT
      job,
      build_date,
      started_at,
      job_type
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
  activity AS (
    SELECT
      job,
      MAX(build_date) AS last_build_date,
      MIN(started_at) AS first_started_at,
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

  -- Each build of a job's last four weeks comes again after each whole number of weeks. The repetitions since its newest
  -- build are those that it would have started by now at the hours and on the weekdays of the past.
  repetitions AS (
    SELECT
      activity.job,
      SUM(
        DIV(TIMESTAMP_DIFF(window_end.last_started_at, builds.started_at, SECOND), 604800)
        - DIV(TIMESTAMP_DIFF(activity.last_started_at, builds.started_at, SECOND), 604800)
      ) AS repetitions
    FROM
      activity
    CROSS JOIN
      window_end
    INNER JOIN
      all_builds AS builds
      ON
        activity.job = builds.job
        AND TIMESTAMP_DIFF(activity.last_started_at, builds.started_at, SECOND) < 4 * 604800
    GROUP BY
      activity.job
  ),

  -- The four weeks of the past make one week of the future.
  calendars AS (
    SELECT
      activity.*,
      window_end.last_date,
      window_end.last_started_at AS window_ended_at,
      TIMESTAMP_DIFF(window_end.last_started_at, activity.last_started_at, MICROSECOND) / 1000000 AS idle_seconds,
      TIMESTAMP_DIFF(activity.last_started_at, activity.first_started_at, SECOND) >= 2 * 604800 AS has_calendar,
      604800 * repetitions.repetitions / LEAST(
        NULLIF(TIMESTAMP_DIFF(activity.last_started_at, activity.first_started_at, SECOND), 0),
        4 * 604800
      ) AS missed_builds,
      -- Recent is within 7 days, or within twice the cadence of a job that runs less often.
      GREATEST(604800, 2 * COALESCE(activity.cadence_seconds, 0)) AS recent_seconds
    FROM
      activity
    CROSS JOIN
      window_end
    INNER JOIN
      repetitions
      ON activity.job = repetitions.job
  )

-- Until two weeks are known, a job has no calendar, and is silent after a week.
SELECT
  *,
  COALESCE(
    cadence_seconds > 0
    AND idle_seconds > 2 * cadence_seconds
    AND IF(is_triggered OR NOT has_calendar, idle_seconds > 604800, missed_builds >= 2),
    FALSE
  ) AS is_silent
FROM
  calendars
