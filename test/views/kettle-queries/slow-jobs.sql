SELECT
  UNIX_SECONDS(day) day,
  job,
  COUNT(*) runs,
  COUNTIF(passed) passes,
  SUM(tests_run) tests,
  SUM(tests_failed) failed,
  ROUND(MAX(median), 3) median
FROM (
  SELECT
    TIMESTAMP_TRUNC(started, DAY) day,
    job,
    passed,
    tests_run,
    tests_failed,
    PERCENTILE_CONT(elapsed, 0.5) OVER (PARTITION BY job, TIMESTAMP_TRUNC(started, DAY)) / 60.0 median
  FROM `kettle_builds`
  WHERE started > TIMESTAMP_SECONDS(1700000000) AND started < TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), DAY)
)
GROUP BY day, job
ORDER BY day, job
