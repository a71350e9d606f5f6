SELECT
  build_date,
  job,
  COUNT(*) AS builds,
  COUNTIF(COALESCE(outcome, '') IN ('passed', 'failed', 'errored') AND NOT is_unmergeable) AS runs,
  COUNTIF(COALESCE(outcome, '') = 'passed') AS passed,
  COUNTIF(COALESCE(outcome, '') = 'failed' AND NOT is_unmergeable) AS failed,
  COUNTIF(COALESCE(outcome, '') = 'errored' AND NOT is_unmergeable) AS errored,
  COUNTIF(COALESCE(outcome, '') = 'aborted') AS aborted,
  COUNTIF(COALESCE(outcome, '') = 'running') AS running,
  COUNT(duration_seconds) AS timed_builds,
  IFNULL(SUM(duration_seconds), 0) AS duration_seconds,
  COUNT(queue_seconds) AS queued_builds,
  IFNULL(SUM(queue_seconds), 0) AS queue_seconds
FROM
  ci.build_daily
GROUP BY
  build_date,
  job
