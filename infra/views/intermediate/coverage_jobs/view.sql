WITH
  -- Builds of pull requests are left out: their failures are those of unmerged changes.
  ended_builds AS (
    SELECT
      *,
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY build_date DESC, position DESC) = 1 AS is_newest
    FROM
      ci.recent_builds
    WHERE
      outcome IN ('passed', 'failed', 'errored')
      AND COALESCE(job_type, '') NOT IN ('presubmit', 'batch')
  ),

  -- Jobs that ran in the last 14 days; all jobs of a grid run at least once a week.
  live_jobs AS (
    SELECT
      job,
      COUNT(*) AS runs,
      COUNTIF(outcome = 'passed') AS passed,
      MAX(build_date) AS last_run_date,
      IFNULL(SUM(duration_seconds), 0) AS duration_seconds,
      COUNTIF(is_newest AND outcome = 'passed') > 0 AS is_passing
    FROM
      ended_builds
    GROUP BY
      job
    HAVING
      DATE_DIFF((SELECT last_date FROM ci.history_window), MAX(build_date), DAY) < 14
  ),

  job_cells AS (
    SELECT
      job,
      COUNT(DISTINCT cell) AS cells,
      MIN(cell) AS cell,
      COUNT(*) AS runs,
      LOGICAL_AND(is_grid_job) AS is_grid_job
    FROM
      ci.grid_runs
    WHERE
      age_days < 28
    GROUP BY
      job
  )

SELECT
  jobs.job,
  IF(cells.cells = 1, cells.cell, NULL) AS cell,
  jobs.runs,
  jobs.passed,
  jobs.last_run_date,
  jobs.duration_seconds,
  -- A grid runs weekly, so a job with fewer runs was not seen for four weeks; a fault that breaks every second run shows
  -- in four runs with a probability of 94 %, in one with 50 %.
  COALESCE(cells.is_grid_job AND cells.cells = 1 AND cells.runs = jobs.runs, FALSE)
  AND jobs.is_passing
  AND jobs.runs >= 4 AS is_candidate
FROM
  live_jobs AS jobs
LEFT JOIN
  job_cells AS cells
  ON jobs.job = cells.job
