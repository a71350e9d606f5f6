WITH
  newest_builds AS (
    {{ newest_coverage_builds(build_date) }}
  )

SELECT
  build_date AS coverage_date,
  org,
  repo,
  job,
  flag,
  builds,
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
  newest_builds
