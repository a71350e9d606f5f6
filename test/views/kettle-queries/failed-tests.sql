SELECT
  t.name AS test,
  COUNT(*) AS failures,
  COUNT(DISTINCT b.job) AS jobs,
  MIN(t.failure_text) AS text,
  ANY_VALUE(b.path HAVING MIN b.started) AS address
FROM `kettle_builds` b, b.test t
WHERE t.failed AND b.started BETWEEN TIMESTAMP('2024-05-04') AND CURRENT_TIMESTAMP()
GROUP BY t.name
