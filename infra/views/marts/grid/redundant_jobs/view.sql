-- Jobs are chosen to stay so that each item of coverage_items has one that stays. The others may go, all of them at once.
WITH
  -- Items of no job that stays anyway.
  open_items AS (
    SELECT
      job,
      item
    FROM
      ci.coverage_items
    WHERE
      TRUE
    QUALIFY
      LOGICAL_AND(is_candidate) OVER (PARTITION BY item)
  ),

  held_items AS (
    SELECT
      job,
      item,
      COUNT(*) OVER (PARTITION BY item) AS holders
    FROM
      open_items
  ),

  weights AS (
    SELECT
      job,
      item,
      MIN(holders) OVER (PARTITION BY job) AS fewest,
      SUM(holders) OVER (PARTITION BY job) AS total
    FROM
      held_items
  ),

  -- One job stays for each item: first those that are alone with one of theirs, then those with items that few others have.
  places AS (
    SELECT
      job,
      ROW_NUMBER() OVER (PARTITION BY item ORDER BY fewest, total, job) AS place
    FROM
      weights
  ),

  -- The same again among those: what one of them was chosen for, others were chosen with.
  held_items_left AS (
    SELECT
      job,
      item,
      COUNT(*) OVER (PARTITION BY item) AS holders
    FROM
      open_items
    WHERE
      job IN (SELECT job FROM places WHERE place = 1)
  ),

  weights_left AS (
    SELECT
      job,
      item,
      MIN(holders) OVER (PARTITION BY job) AS fewest,
      SUM(holders) OVER (PARTITION BY job) AS total
    FROM
      held_items_left
  ),

  places_left AS (
    SELECT
      job,
      ROW_NUMBER() OVER (PARTITION BY item ORDER BY fewest, total, job) AS place
    FROM
      weights_left
  ),

  redundant AS (
    SELECT
      *
    FROM
      ci.coverage_jobs
    WHERE
      is_candidate
      AND job NOT IN (SELECT job FROM places_left WHERE place = 1)
  ),

  pairs AS (
    SELECT
      jobs.job,
      pairs.pair
    FROM
      ci.coverage_jobs AS jobs
    INNER JOIN
      ci.cell_pairs AS pairs
      ON jobs.cell = pairs.cell
  ),

  -- The job that stays and has most pairs in common with one that goes.
  nearest_jobs AS (
    SELECT
      pairs.job,
      others.job AS nearest_job,
      COUNT(*) AS shared_pairs,
      ROW_NUMBER() OVER (PARTITION BY pairs.job ORDER BY COUNT(*) DESC, others.job) AS place
    FROM
      pairs
    INNER JOIN
      pairs AS others
      ON pairs.pair = others.pair
    WHERE
      pairs.job IN (SELECT job FROM redundant)
      AND others.job NOT IN (SELECT job FROM redundant)
    GROUP BY
      pairs.job,
      others.job
  )

SELECT
  redundant.job,
  cells.grid,
  cells.cloud,
  cells.networking,
  cells.distro,
  cells.architecture,
  cells.kubernetes_version,
  cells.kops_version,
  redundant.runs,
  redundant.passed,
  redundant.last_run_date,
  redundant.duration_seconds,
  nearest_jobs.nearest_job,
  nearest_jobs.shared_pairs
FROM
  redundant
INNER JOIN
  ci.matrix_cells AS cells
  ON redundant.cell = cells.cell
LEFT JOIN
  nearest_jobs
  ON
    redundant.job = nearest_jobs.job
    AND nearest_jobs.place = 1
