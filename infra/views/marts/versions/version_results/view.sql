SELECT
  product,
  version,
  status,
  MAX(status_from_date) AS status_from_date,
  COUNT(DISTINCT job) AS jobs,
  COUNT(*) AS builds,
  COUNTIF(outcome = 'passed') AS passed,
  COUNTIF(outcome = 'passed') / COUNT(*) AS pass_rate,
  MAX(build_date) AS last_build_date,
  MAX(IF(outcome = 'passed', build_date, NULL)) AS last_passed_date
FROM
  ci.tested_versions
GROUP BY
  product,
  version,
  status
