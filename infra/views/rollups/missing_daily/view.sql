SELECT
  *
FROM
  ci.object_completeness
WHERE
  stored_rows < promised_rows
