-- The newest reading of each build: the one that saw the newest file; of several, the newest parser's, and of these the one
-- that saw newer other files. A row with the outcome `moved` says that the build counts under another date since then.
WITH
  readings AS (
    {{ readings_that_may_count(builds, outcome = 'withdrawn') }}
  ),

  withdrawn AS (
    {{ withdrawn_under_any_date(builds, COALESCE(newest_file_generation, 0)) }}
  )

SELECT
  readings.*
FROM
  readings
LEFT JOIN
  withdrawn
  ON
    readings.bucket = withdrawn.bucket
    AND readings.object_name = withdrawn.object_name
WHERE
  withdrawn.until IS NULL
  OR COALESCE(readings.newest_file_generation, 0) > withdrawn.until
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY readings.build_date, readings.bucket, readings.object_name
    ORDER BY
      COALESCE(newest_file_generation, 0) DESC,
      outcome = 'withdrawn' DESC,
      parser_version DESC,
      generation DESC,
      outcome = 'moved' DESC
  ) = 1
  AND outcome NOT IN ('moved', 'withdrawn')
