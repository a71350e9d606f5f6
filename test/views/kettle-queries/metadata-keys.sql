SELECT
  number,
  (SELECT value FROM UNNEST(metadata) WHERE key = 'infra-commit') AS infra,
  (SELECT m.value FROM b.metadata m WHERE m.key = 'repo') AS repo,
  ARRAY_LENGTH(metadata) AS pairs
FROM `kettle_builds` AS b
WHERE EXISTS(SELECT AS STRUCT m FROM b.metadata m WHERE m.key LIKE 'infra%')
