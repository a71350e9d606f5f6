WITH
  -- A row for each value of each cell.
  cell_values AS (
    SELECT
      grid,
      cell,
      dimension,
      value
    FROM
      ci.matrix_cells
    UNPIVOT (
      value FOR dimension IN (
        cloud,
        networking,
        distro,
        architecture,
        kubernetes_version,
        kops_version
      )
    )
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
