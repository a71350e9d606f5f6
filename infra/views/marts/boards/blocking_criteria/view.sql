-- The criteria that can be measured, as published in release-blocking-jobs.md of kubernetes/sig-release.
WITH
  builds AS (
    SELECT
      *,
      outcome = 'passed' AS is_passed
    FROM
      ci.recent_builds
    WHERE
      outcome IN ('passed', 'failed', 'errored')
      AND build_date > (SELECT DATE_SUB(last_date, INTERVAL 7 DAY) FROM ci.history_window)
      AND NOT is_unmergeable
  ),

  ordered_builds AS (
    SELECT
      *,
      COUNT(IF(is_passed, 1, NULL)) OVER (past ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS passes_before,
      ROW_NUMBER() OVER (PARTITION BY job, duration_seconds IS NULL ORDER BY duration_seconds, build_id) AS duration_place,
      COUNT(duration_seconds) OVER (PARTITION BY job) AS timed_builds,
      is_passed
      AND LAG(is_passed, 1, FALSE) OVER past
      AND LAG(is_passed, 2, FALSE) OVER past
      AND inputs = LAG(inputs, 1) OVER past
      AND inputs = LAG(inputs, 2) OVER past AS is_third_pass
    FROM
      builds
    WINDOW
      past AS (PARTITION BY job ORDER BY build_date, position)
  ),

  -- Failures between two passes have the same number of passes before them.
  failure_runs AS (
    SELECT
      job,
      passes_before,
      COUNTIF(NOT is_passed) AS failures
    FROM
      ordered_builds
    GROUP BY
      job,
      passes_before
  ),

  longest_runs AS (
    SELECT
      job,
      MAX(failures) AS failures
    FROM
      failure_runs
    GROUP BY
      job
  ),

  -- The percentile of a list is its first value that at least as large a share of the list does not exceed.
  counts AS (
    SELECT
      job,
      COUNT(*) AS builds,
      COUNTIF(is_passed) AS passed,
      MIN(IF(duration_seconds IS NOT NULL AND duration_place >= 0.75 * timed_builds, duration_seconds, NULL)) / 60
        AS minutes_75_percent,
      IF(
        COUNT(*) >= 2,
        TIMESTAMP_DIFF(MAX(started_at), MIN(started_at), SECOND) / 3600 / (COUNT(*) - 1),
        NULL
      ) AS hours_between_builds,
      COUNTIF(is_third_pass) > 0 AS is_passing_three_times
    FROM
      ordered_builds
    GROUP BY
      job
  ),

  boards AS (
    SELECT
      job,
      board,
      testgrid_alert_email
    FROM
      ci.job_settings
    CROSS JOIN
      UNNEST(SPLIT(testgrid_dashboards, ', ')) AS board
    WHERE
      REGEXP_CONTAINS(board, r'-(?:blocking|informing)$')
  ),

  judged AS (
    SELECT
      boards.board,
      boards.job,
      COALESCE(counts.builds, 0) AS builds,
      COALESCE(counts.passed, 0) AS passed,
      counts.passed / counts.builds AS pass_rate,
      counts.minutes_75_percent,
      counts.hours_between_builds,
      COALESCE(runs.failures, 0) AS failures_in_a_row,
      boards.testgrid_alert_email AS alert_email,
      COALESCE(counts.minutes_75_percent <= 120, FALSE) AS is_short_enough,
      COALESCE(counts.hours_between_builds <= 3, FALSE) AS is_frequent_enough,
      COALESCE(counts.is_passing_three_times, FALSE) AS is_passing_three_times,
      COALESCE(counts.passed >= 0.75 * counts.builds AND runs.failures <= 10, FALSE) AS is_passing_enough,
      boards.testgrid_alert_email IS NOT NULL AS has_alert_email
    FROM
      boards
    LEFT JOIN
      counts
      ON boards.job = counts.job
    LEFT JOIN
      longest_runs AS runs
      ON boards.job = runs.job
  )

SELECT
  *,
  is_short_enough AND is_frequent_enough AND is_passing_three_times AND is_passing_enough AND has_alert_email
    AS is_meeting_criteria
FROM
  judged
