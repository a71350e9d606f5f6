-- The newest reading of each build: the one that saw the newest file; of several, the newest parser's, and of these the one
-- that saw newer other files. A row with the outcome `moved` says that the build counts under another date since then.
WITH
  readings AS (
    {{ readings_that_may_count(builds, outcome = 'withdrawn') }}
  )

SELECT
  *
FROM
  readings
WHERE
  TRUE
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY build_date, bucket, object_name
    ORDER BY
      COALESCE(newest_file_generation, 0) DESC,
      outcome = 'withdrawn' DESC,
      parser_version DESC,
      generation DESC,
      outcome = 'moved' DESC
  ) = 1
  AND outcome NOT IN ('moved', 'withdrawn')
