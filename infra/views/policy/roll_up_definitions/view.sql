-- The digests take the place of the names in braces when views are read.
SELECT
  '{roll_up_digest}' AS definition,
  '{snapshot_digest}' AS snapshots
