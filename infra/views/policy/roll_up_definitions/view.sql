-- The digest is computed whenever the views are read.
SELECT
  '{roll_up_digest}' AS definition
