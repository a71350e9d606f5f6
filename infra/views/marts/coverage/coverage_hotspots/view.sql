WITH
  files AS (
    SELECT
      builds.org,
      builds.repo,
      builds.job,
      COALESCE(builds.flag, '') AS flag_key,
      builds.started_at,
      builds.build_id,
      files.path,
      files.units_total,
      REGEXP_REPLACE(COALESCE(files.line_hits, ''), r'=[0-9]+', '') AS code_lines
    FROM
      ci.coverage_builds AS builds
    INNER JOIN
      ci.recent_coverage AS files
      ON
        builds.build_date = files.build_date
        AND builds.bucket = files.bucket
        AND builds.build_path = files.build_path
        AND COALESCE(builds.flag, '') = COALESCE(files.flag, '')
    WHERE
      COALESCE(builds.job_type, '') != 'presubmit'
      AND files.path IS NOT NULL
  ),

  -- A file has changed if it has another amount of code. Runs of lines also end where counts differ, so that the lines
  -- themselves are compared only by their last number.
  steps AS (
    SELECT
      org,
      repo,
      job,
      flag_key,
      path,
      units_total != LAG(units_total) OVER in_time
      OR REGEXP_EXTRACT(code_lines, '[0-9]+$') != LAG(REGEXP_EXTRACT(code_lines, '[0-9]+$')) OVER in_time AS is_changed
    FROM
      files
    WINDOW
      in_time AS (
        PARTITION BY org, repo, job, flag_key, path
        ORDER BY started_at, build_id
      )
  ),

  changes_by_job AS (
    SELECT
      org,
      repo,
      job,
      flag_key,
      path,
      SUM(IF(is_changed, 1, 0)) AS changes
    FROM
      steps
    GROUP BY
      org,
      repo,
      job,
      flag_key,
      path
  ),

  changes AS (
    SELECT
      org,
      repo,
      path,
      MAX(changes) AS changes
    FROM
      changes_by_job
    GROUP BY
      org,
      repo,
      path
  ),

  packages AS (
    SELECT
      COALESCE(class_name, suite) AS package,
      COUNT(*) AS failures
    FROM
      ci.unstable_results
    WHERE
      outcome = 'failed'
      AND case_kind = 'test'
      AND COALESCE(class_name, suite) LIKE '%/%'
    GROUP BY
      package
  ),

  directories AS (
    SELECT
      directory
    FROM
      ci.newest_coverage
    WHERE
      directory LIKE '%/%'
    GROUP BY
      directory
  ),

  -- Go names a package by its module and its directory.
  failures AS (
    SELECT
      directories.directory,
      SUM(packages.failures) AS failures
    FROM
      directories
    CROSS JOIN
      packages
    WHERE
      packages.package = directories.directory
      OR ENDS_WITH(packages.package, CONCAT('/', directories.directory))
    GROUP BY
      directories.directory
  ),

  scored_files AS (
    SELECT
      files.org,
      files.repo,
      files.path,
      files.owner,
      files.units_total,
      files.units_covered,
      files.units_total - files.units_covered AS units_missed,
      COALESCE(changes.changes, 0) AS changes,
      COALESCE(failures.failures, 0) AS package_failures
    FROM
      ci.newest_coverage AS files
    LEFT JOIN
      changes
      ON
        files.org = changes.org
        AND files.repo = changes.repo
        AND files.path = changes.path
    LEFT JOIN
      failures
      ON files.directory = failures.directory
  )

SELECT
  org,
  repo,
  path,
  owner,
  changes,
  package_failures,
  units_missed,
  units_total,
  units_covered / units_total AS coverage_ratio,
  (changes + package_failures) * units_missed AS score
FROM
  scored_files
WHERE
  units_missed > 0
  AND changes + package_failures > 0
