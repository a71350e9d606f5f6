WITH
  -- Durations of aborted builds are left out, as they depend on when the build was aborted.
  builds AS (
    SELECT
      build_date,
      bucket,
      job,
      outcome,
      IF(outcome IN ('passed', 'failed', 'errored'), duration_seconds, NULL) AS duration_seconds,
      queue_seconds
    FROM
      ci.builds
  ),

  -- Each build with the percentiles of its job and day, which ignore NULL.
  builds_with_percentiles AS (
    SELECT
      build_date,
      bucket,
      job,
      outcome,
      PERCENTILE_CONT(duration_seconds, 0.5) OVER job_and_day AS duration_p50_seconds,
      PERCENTILE_CONT(duration_seconds, 0.75) OVER job_and_day AS duration_p75_seconds,
      PERCENTILE_CONT(duration_seconds, 0.99) OVER job_and_day AS duration_p99_seconds,
      PERCENTILE_CONT(queue_seconds, 0.5) OVER job_and_day AS queue_p50_seconds,
      PERCENTILE_CONT(queue_seconds, 0.75) OVER job_and_day AS queue_p75_seconds,
      PERCENTILE_CONT(queue_seconds, 0.99) OVER job_and_day AS queue_p99_seconds
    FROM
      builds
    WINDOW
      job_and_day AS (PARTITION BY build_date, bucket, job)
  )

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
  SAFE_DIVIDE(
    COUNTIF(outcome = 'passed'),
    COUNTIF(outcome IN ('passed', 'failed', 'errored'))
  ) AS pass_rate,
  MAX(duration_p50_seconds) AS duration_p50_seconds,
  MAX(duration_p75_seconds) AS duration_p75_seconds,
  MAX(duration_p99_seconds) AS duration_p99_seconds,
  MAX(queue_p50_seconds) AS queue_p50_seconds,
  MAX(queue_p75_seconds) AS queue_p75_seconds,
  MAX(queue_p99_seconds) AS queue_p99_seconds
FROM
  builds_with_percentiles
GROUP BY
  build_date,
  bucket,
  job
