-- What fails at a version that passes elsewhere, in the days after.
SELECT
  a.version,
  a.job AS broken,
  b.job AS works,
  TIMESTAMP_DIFF(b.started, a.started, DAY) AS apart
FROM `kettle_builds` a
JOIN `kettle_builds` b
ON a.version = b.version AND a.job != b.job
WHERE a.result = 'FAILURE' AND b.result = 'SUCCESS' AND a.executor IS NOT NULL
