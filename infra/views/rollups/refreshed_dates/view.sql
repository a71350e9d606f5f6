SELECT
  counts.*,
  definitions.definition
FROM
  ci.raw_row_counts AS counts
CROSS JOIN
  ci.roll_up_definitions AS definitions
