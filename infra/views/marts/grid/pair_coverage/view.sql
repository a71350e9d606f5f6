WITH
  pairs AS (
    SELECT
      pairs.grid,
      pairs.dimension,
      pairs.value,
      pairs.other_dimension,
      pairs.other_value,
      COUNT(*) AS cells,
      COUNTIF(cells.state = 'covered') AS covered_cells,
      SUM(cells.runs) AS runs,
      SUM(cells.passed) AS passed,
      MAX(cells.last_run_date) AS last_run_date,
      MAX(cells.last_passed_date) AS last_passed_date,
      SUM(cells.runs_28_days) AS runs_28_days,
      SUM(cells.passed_7_days) AS passed_7_days,
      SUM(cells.passed_28_days) AS passed_28_days
    FROM
      ci.cell_pairs AS pairs
    INNER JOIN
      ci.matrix_coverage AS cells
      ON pairs.cell = cells.cell
    GROUP BY
      pairs.grid,
      pairs.dimension,
      pairs.value,
      pairs.other_dimension,
      pairs.other_value
  )

SELECT
  *,
  CASE
    WHEN runs = 0 THEN 'never_run'
    WHEN runs_28_days = 0 THEN 'stale'
    WHEN passed_28_days = 0 THEN 'failing'
    ELSE 'covered'
  END AS state
FROM
  pairs
