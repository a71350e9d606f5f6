-- Selects jobs to keep, so that each item of coverage_items has at least one. All other jobs are redundant together.
WITH
  -- Items that only candidates for removal have; the others are covered in any case.
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

  -- One job is kept for each item: preferably one with an item that no other job has, then one whose items few jobs
  -- have.
  places AS (
    SELECT
      job,
      ROW_NUMBER() OVER (PARTITION BY item ORDER BY fewest, total, job) AS place
    FROM
      weights
  ),

  first_choice AS (
    SELECT DISTINCT
      job
    FROM
      places
    WHERE
      place = 1
  ),

  -- The same again among the kept jobs, as a job kept for one item may cover the item for which another was kept.
  held_items_left AS (
    SELECT
      items.job,
      items.item,
      COUNT(*) OVER (PARTITION BY items.item) AS holders
    FROM
      open_items AS items
    INNER JOIN
      first_choice
      ON items.job = first_choice.job
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

  needed_jobs AS (
    SELECT DISTINCT
      job
    FROM
      places_left
    WHERE
      place = 1
  ),

  redundant AS (
    SELECT
      jobs.*
    FROM
      ci.coverage_jobs AS jobs
    LEFT JOIN
      needed_jobs
      ON jobs.job = needed_jobs.job
    WHERE
      jobs.is_candidate
      AND needed_jobs.job IS NULL
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

  -- For each redundant job the kept job that shares most pairs with it.
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
