WITH
  -- One row for each value of each cell.
  cell_values AS (
    SELECT
      grid,
      cell,
      'cloud' AS dimension,
      cloud AS value
    FROM
      ci.matrix_cells
    UNION ALL
    SELECT
      grid,
      cell,
      'networking' AS dimension,
      networking AS value
    FROM
      ci.matrix_cells
    UNION ALL
    SELECT
      grid,
      cell,
      'distro' AS dimension,
      distro AS value
    FROM
      ci.matrix_cells
    UNION ALL
    SELECT
      grid,
      cell,
      'architecture' AS dimension,
      architecture AS value
    FROM
      ci.matrix_cells
    UNION ALL
    SELECT
      grid,
      cell,
      'kubernetes_version' AS dimension,
      kubernetes_version AS value
    FROM
      ci.matrix_cells
    UNION ALL
    SELECT
      grid,
      cell,
      'kops_version' AS dimension,
      kops_version AS value
    FROM
      ci.matrix_cells
  )

SELECT
  values_of_one.grid,
  values_of_one.cell,
  values_of_one.dimension,
  values_of_one.value,
  values_of_other.dimension AS other_dimension,
  values_of_other.value AS other_value,
  CONCAT(
    values_of_one.grid, ' ',
    values_of_one.dimension, ' ',
    values_of_one.value, ' ',
    values_of_other.dimension, ' ',
    values_of_other.value
  ) AS pair
FROM
  cell_values AS values_of_one
INNER JOIN
  cell_values AS values_of_other
  ON
    values_of_one.cell = values_of_other.cell
    AND values_of_one.dimension < values_of_other.dimension
