-- The newest reading of each build: the one that saw the newest file, and of several, the one that saw newer others. A row
-- with the outcome `moved` says that the build counts under another date since then.
SELECT
  *
FROM
  ci_raw.builds
WHERE
  TRUE
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY build_date, bucket, object_name
    ORDER BY
      COALESCE(newest_file_generation, 0) DESC,
      generation DESC,
      parser_version DESC,
      outcome = 'moved' DESC
  ) = 1
  AND outcome != 'moved'
