WITH
  -- The newest build of each date, job and kind of tests.
  newest_builds AS (
    {{ newest_coverage_builds(build_date) }}
  ),

  files AS (
    SELECT
      builds.build_date,
      builds.org,
      builds.repo,
      builds.job,
      builds.flag,
      files.path,
      files.units_total,
      files.units_covered
    FROM
      newest_builds AS builds
    INNER JOIN
      ci.recent_coverage AS files
      ON
        {{ is_of_coverage_build(files, builds) }}
    WHERE
      files.units_total IS NOT NULL
  ),

  -- Of the jobs of a repository the one that covers most of a file counts, which is a lower bound of all together.
  repository_files AS (
    SELECT
      build_date,
      org,
      repo,
      path,
      MAX(units_total) AS units_total,
      MAX(units_covered) AS units_covered
    FROM
      files
    GROUP BY
      build_date,
      org,
      repo,
      path
  ),

  levels AS (
    SELECT
      build_date,
      'file' AS level,
      org,
      repo,
      job,
      flag,
      path AS name,
      units_total,
      units_covered
    FROM
      files
    WHERE
      path IS NOT NULL
    UNION ALL
    SELECT
      build_date,
      'directory' AS level,
      org,
      repo,
      job,
      flag,
      IF(path LIKE '%/%', REGEXP_REPLACE(path, r'/[^/]*$', ''), '.') AS name,
      units_total,
      units_covered
    FROM
      files
    WHERE
      path IS NOT NULL
    UNION ALL
    SELECT
      build_date,
      'job' AS level,
      org,
      repo,
      job,
      flag,
      job AS name,
      units_total,
      units_covered
    FROM
      files
    UNION ALL
    SELECT
      build_date,
      'repository' AS level,
      org,
      repo,
      CAST(NULL AS STRING) AS job,
      CAST(NULL AS STRING) AS flag,
      CONCAT(org, '/', repo) AS name,
      units_total,
      units_covered
    FROM
      repository_files
    WHERE
      repo IS NOT NULL
  ),

  sums AS (
    SELECT
      build_date,
      level,
      org,
      repo,
      job,
      flag,
      name,
      SUM(units_total) AS units_total,
      SUM(units_covered) AS units_covered
    FROM
      levels
    GROUP BY
      build_date,
      level,
      org,
      repo,
      job,
      flag,
      name
  ),

  ratios AS (
    SELECT
      *,
      IF(units_total > 0, units_covered / units_total, NULL) AS coverage_ratio
    FROM
      sums
  )

SELECT
  build_date AS coverage_date,
  level,
  org,
  repo,
  job,
  flag,
  name,
  units_total,
  units_covered,
  coverage_ratio,
  coverage_ratio - LAG(coverage_ratio) OVER in_time AS ratio_change,
  units_covered - LAG(units_covered) OVER in_time AS covered_change
FROM
  ratios
WINDOW
  in_time AS (
    PARTITION BY level, org, repo, job, flag, name
    ORDER BY build_date
  )
