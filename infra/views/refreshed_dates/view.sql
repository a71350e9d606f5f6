SELECT
  *
FROM
  ci.raw_row_counts
