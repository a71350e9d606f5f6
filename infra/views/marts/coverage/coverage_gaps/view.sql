WITH
  directories AS (
    SELECT
      org,
      repo,
      directory,
      MIN(owner) AS owner,
      COUNT(*) AS files,
      SUM(units_total) AS units_total,
      SUM(units_covered) AS units_covered,
      MAX(jobs) AS jobs
    FROM
      ci.newest_coverage
    GROUP BY
      org,
      repo,
      directory
  )

SELECT
  org,
  repo,
  directory,
  owner,
  files,
  units_total,
  jobs
FROM
  directories
WHERE
  units_total > 0
  AND units_covered = 0
