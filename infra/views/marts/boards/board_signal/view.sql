WITH
  newest_builds AS (
    SELECT
      *
    FROM
      ci.recent_builds
    WHERE
      outcome IN ('passed', 'failed', 'errored')
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY build_date DESC, position DESC) = 1
  )

SELECT
  board,
  settings.job,
  CASE
    WHEN lifecycle.state IN ('never_passed', 'broken', 'newly_broken') THEN 'failing'
    WHEN lifecycle.state = 'flaky' THEN 'flaky'
    WHEN lifecycle.state = 'silent' THEN 'stale'
    WHEN lifecycle.state IN ('healthy', 'recovered') THEN 'passing'
  END AS signal,
  lifecycle.state,
  lifecycle.since_date,
  lifecycle.run_builds,
  lifecycle.last_started_at,
  lifecycle.last_passed_date,
  lifecycle.last_good_build_id,
  lifecycle.first_bad_build_id,
  newest.build_id AS newest_build_id,
  newest.outcome AS newest_outcome,
  newest.url AS newest_url,
  settings.testgrid_alert_email AS alert_email
FROM
  ci.job_settings AS settings
CROSS JOIN
  UNNEST(SPLIT(settings.testgrid_dashboards, ', ')) AS board
LEFT JOIN
  ci.job_lifecycle AS lifecycle
  ON settings.job = lifecycle.job
LEFT JOIN
  newest_builds AS newest
  ON settings.job = newest.job
WHERE
  board != ''
