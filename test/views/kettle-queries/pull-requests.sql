SELECT
  DATE_TRUNC(DATE(started), WEEK) AS sunday,
  DATE(TIMESTAMP_TRUNC(started, WEEK(MONDAY))) AS monday,
  REGEXP_EXTRACT(path, r'/pull/[^/]+/(\d+)/') AS pull,
  COUNTIF(passed) AS passes,
  COUNT(*) AS runs,
  ANY_VALUE(JSON_VALUE(repos, '$."org/repo"')) AS base
FROM `kettle_builds`
WHERE REGEXP_CONTAINS(job, '^pr:')
GROUP BY sunday, monday, pull
