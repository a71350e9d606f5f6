WITH
  sums AS (
    SELECT
      build_date,
      bucket,
      build_path,
      flag,
      COUNT(path) AS files,
      SUM(units_total) AS units_total,
      SUM(units_covered) AS units_covered,
      SUM(lines_total) AS lines_total,
      SUM(lines_covered) AS lines_covered,
      SUM(statements_total) AS statements_total,
      SUM(statements_covered) AS statements_covered,
      SUM(branches_total) AS branches_total,
      SUM(branches_covered) AS branches_covered,
      SUM(functions_total) AS functions_total,
      SUM(functions_covered) AS functions_covered,
      MAX(IF(path IS NULL, coverage_ratio, NULL)) AS written_ratio
    FROM
      ci.recent_coverage
    GROUP BY
      build_date,
      bucket,
      build_path,
      flag
  )

-- A periodic job names no repository of its own, so the first one of its inputs counts. The commit of the base is the first one of the repository in the inputs; those of pull requests follow it.
SELECT
  builds.build_date,
  builds.bucket,
  builds.build_path,
  builds.job,
  builds.build_id,
  builds.started_at,
  builds.job_type,
  COALESCE(builds.org, REGEXP_EXTRACT(builds.inputs, r'^([^/@]+)/[^/@]+@')) AS org,
  COALESCE(builds.repo, REGEXP_EXTRACT(builds.inputs, r'^[^/@]+/([^/@]+)@')) AS repo,
  builds.pull_number,
  builds.repo_commit AS commit,
  IF(
    builds.job_type = 'presubmit',
    REGEXP_EXTRACT(builds.inputs, r'^[^@]+@([0-9a-f]{7,40})'),
    builds.repo_commit
  ) AS base_commit,
  builds.outcome,
  builds.url,
  sums.flag,
  sums.files,
  sums.units_total,
  sums.units_covered,
  sums.lines_total,
  sums.lines_covered,
  sums.statements_total,
  sums.statements_covered,
  sums.branches_total,
  sums.branches_covered,
  sums.functions_total,
  sums.functions_covered,
  IF(sums.units_total > 0, sums.units_covered / sums.units_total, sums.written_ratio) AS coverage_ratio
FROM
  sums
INNER JOIN
  ci.recent_builds AS builds
  ON
    sums.build_date = builds.build_date
    AND sums.bucket = builds.bucket
    AND sums.build_path = builds.build_path
WHERE
  COALESCE(builds.job_type, '') != 'batch'
