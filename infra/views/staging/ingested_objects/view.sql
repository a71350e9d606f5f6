-- The newest reading of each object: its newest generation, read by the newest parser version. A row with the
-- outcome `moved` says that the object counts under another date since then, unless it was read here again later.
SELECT
  *
FROM
  ci_raw.ingested_objects
WHERE
  TRUE
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY build_date, bucket, object_name
    ORDER BY generation DESC, parser_version DESC, ingested_at DESC
  ) = 1
  AND outcome != 'moved'
