WITH
  counts AS (
    SELECT
      cell,
      COUNT(DISTINCT job) AS jobs,
      COUNT(*) AS runs,
      COUNTIF(outcome = 'passed') AS passed,
      MAX(build_date) AS last_run_date,
      MAX(IF(outcome = 'passed', build_date, NULL)) AS last_passed_date,
      COUNTIF(age_days < 28) AS runs_28_days,
      COUNTIF(outcome = 'passed' AND age_days < 7) AS passed_7_days,
      COUNTIF(outcome = 'passed' AND age_days < 28) AS passed_28_days
    FROM
      ci.grid_runs
    GROUP BY
      cell
  )

SELECT
  cells.grid,
  cells.cloud,
  cells.networking,
  cells.distro,
  cells.architecture,
  cells.kubernetes_version,
  cells.kops_version,
  cells.cell,
  COALESCE(counts.jobs, 0) AS jobs,
  COALESCE(counts.runs, 0) AS runs,
  COALESCE(counts.passed, 0) AS passed,
  counts.last_run_date,
  counts.last_passed_date,
  COALESCE(counts.runs_28_days, 0) AS runs_28_days,
  COALESCE(counts.passed_7_days, 0) AS passed_7_days,
  COALESCE(counts.passed_28_days, 0) AS passed_28_days,
  CASE
    WHEN counts.cell IS NULL THEN 'never_run'
    WHEN counts.runs_28_days = 0 THEN 'stale'
    WHEN counts.passed_28_days = 0 THEN 'failing'
    ELSE 'covered'
  END AS state
FROM
  ci.matrix_cells AS cells
LEFT JOIN
  counts
  ON cells.cell = counts.cell
