WITH
  -- Ended builds of upgrades, with whether each is the newest of its job.
  upgrades AS (
    SELECT
      *,
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY build_date DESC, position DESC) = 1 AS is_newest
    FROM
      ci.build_daily
    WHERE
      outcome IN ('passed', 'failed', 'errored')
      AND (kubernetes_version_from IS NOT NULL OR kops_version_from IS NOT NULL)
  )

SELECT
  cloud,
  kubernetes_version_from,
  kubernetes_version AS kubernetes_version_to,
  kops_version_from,
  kops_version AS kops_version_to,
  COUNT(DISTINCT job) AS jobs,
  COUNT(*) AS runs,
  COUNTIF(outcome = 'passed') AS passed,
  COUNTIF(outcome = 'passed') / COUNT(*) AS pass_rate,
  MAX(build_date) AS last_run_date,
  MAX(IF(outcome = 'passed', build_date, NULL)) AS last_passed_date,
  CASE
    WHEN COUNTIF(outcome = 'passed') = 0 THEN 'never_passed'
    WHEN COUNTIF(is_newest) = 0 THEN 'gone'
    WHEN COUNTIF(is_newest AND outcome != 'passed') = 0 THEN 'passing'
    ELSE 'failing'
  END AS state
FROM
  upgrades
GROUP BY
  cloud,
  kubernetes_version_from,
  kubernetes_version,
  kops_version_from,
  kops_version
