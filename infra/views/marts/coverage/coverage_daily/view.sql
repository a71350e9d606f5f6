SELECT
  build_date AS coverage_date,
  org,
  repo,
  job,
  flag,
  COUNT(*) OVER (PARTITION BY build_date, job, flag) AS builds,
  build_id,
  commit,
  url,
  files,
  units_total,
  units_covered,
  lines_total,
  lines_covered,
  statements_total,
  statements_covered,
  branches_total,
  branches_covered,
  functions_total,
  functions_covered,
  coverage_ratio
FROM
  ci.coverage_builds
WHERE
  COALESCE(job_type, '') != 'presubmit'
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY build_date, job, flag
    ORDER BY started_at DESC, build_id DESC
  ) = 1
