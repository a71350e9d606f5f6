SELECT
  build_date,
  table_name,
  bucket,
  object_name,
  generation,
  parser_version,
  promised_rows,
  stored_rows
FROM
  ci.object_completeness
WHERE
  stored_rows < promised_rows
