-- The newest reading of each build, which saw the newest generations of its files. A row with the outcome `moved` says
-- that the build counts under another date since then.
SELECT
  *
FROM
  ci_raw.builds
WHERE
  TRUE
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY build_date, bucket, object_name
    ORDER BY generation DESC, parser_version DESC, outcome = 'moved' DESC
  ) = 1
  AND outcome != 'moved'
