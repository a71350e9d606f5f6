SELECT
  build_date,
  bucket,
  job,
  COUNT(*) AS builds,
  COUNTIF(outcome IN ('passed', 'failed', 'errored')) AS runs,
  COUNTIF(outcome = 'passed') AS passed,
  COUNTIF(outcome = 'failed') AS failed,
  COUNTIF(outcome = 'errored') AS errored,
  COUNTIF(outcome = 'aborted') AS aborted,
  COUNTIF(outcome = 'running') AS running,
  COUNT(duration_seconds) AS timed_builds,
  IFNULL(SUM(duration_seconds), 0) AS duration_seconds,
  COUNT(queue_seconds) AS queued_builds,
  IFNULL(SUM(queue_seconds), 0) AS queue_seconds
FROM
  ci.builds
GROUP BY
  build_date,
  bucket,
  job
