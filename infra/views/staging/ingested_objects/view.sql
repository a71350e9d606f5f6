-- The newest reading of each object: its newest generation, read by the newest parser version.
SELECT
  *
FROM
  ci_raw.ingested_objects
WHERE
  TRUE
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY build_date, bucket, object_name
    ORDER BY generation DESC, parser_version DESC, ingested_at
  ) = 1
