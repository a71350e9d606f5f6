WITH
  cells AS (
    SELECT
      grid,
      COUNT(*) AS cells,
      COUNTIF(runs > 0) AS cells_run,
      COUNTIF(passed_7_days > 0) AS cells_passed_7_days,
      COUNTIF(passed_28_days > 0) AS cells_passed_28_days
    FROM
      ci.matrix_coverage
    GROUP BY
      grid
  ),

  pairs AS (
    SELECT
      grid,
      COUNT(*) AS pairs,
      COUNTIF(runs > 0) AS pairs_run,
      COUNTIF(passed_7_days > 0) AS pairs_passed_7_days,
      COUNTIF(passed_28_days > 0) AS pairs_passed_28_days
    FROM
      ci.pair_coverage
    GROUP BY
      grid
  )

SELECT
  cells.grid,
  cells.cells,
  cells.cells_run,
  cells.cells_passed_7_days,
  cells.cells_passed_28_days,
  cells.cells_passed_7_days / cells.cells AS cell_share_7_days,
  cells.cells_passed_28_days / cells.cells AS cell_share_28_days,
  pairs.pairs,
  pairs.pairs_run,
  pairs.pairs_passed_7_days,
  pairs.pairs_passed_28_days,
  pairs.pairs_passed_7_days / pairs.pairs AS pair_share_7_days,
  pairs.pairs_passed_28_days / pairs.pairs AS pair_share_28_days
FROM
  cells
INNER JOIN
  pairs
  ON cells.grid = pairs.grid
