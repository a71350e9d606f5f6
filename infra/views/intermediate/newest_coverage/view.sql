-- The newest build of each job and kind of tests has the files as they are now.
WITH
  newest_builds AS (
    {{ newest_coverage_builds(CONCAT(org, '/', repo)) }}
  ),

  files AS (
    SELECT
      builds.org,
      builds.repo,
      files.path,
      COUNT(*) AS jobs,
      MAX(files.units_total) AS units_total,
      MAX(files.units_covered) AS units_covered
    FROM
      newest_builds AS builds
    INNER JOIN
      ci.recent_coverage AS files
      ON
        {{ is_of_coverage_build(files, builds) }}
    WHERE
      builds.repo IS NOT NULL
      AND files.path IS NOT NULL
    GROUP BY
      builds.org,
      builds.repo,
      files.path
  ),

  owned_files AS (
    SELECT
      files.org,
      files.repo,
      files.path,
      owners.owner
    FROM
      files
    CROSS JOIN
      ci.code_owners AS owners
    WHERE
      REGEXP_CONTAINS(CONCAT(files.org, '/', files.repo), owners.repositories)
      AND REGEXP_CONTAINS(files.path, owners.paths)
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY files.org, files.repo, files.path
        ORDER BY owners.position DESC
      ) = 1
  )

SELECT
  files.org,
  files.repo,
  files.path,
  IF(files.path LIKE '%/%', REGEXP_REPLACE(files.path, r'/[^/]*$', ''), '.') AS directory,
  owned_files.owner,
  files.jobs,
  files.units_total,
  files.units_covered
FROM
  files
LEFT JOIN
  owned_files
  ON
    files.org = owned_files.org
    AND files.repo = owned_files.repo
    AND files.path = owned_files.path
