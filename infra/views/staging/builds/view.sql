-- The newest reading of each build, which saw the newest generations of its files.
SELECT
  *
FROM
  ci_raw.builds
WHERE
  TRUE
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY build_date, bucket, object_name
    ORDER BY generation DESC, parser_version DESC
  ) = 1
