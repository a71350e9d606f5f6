-- The newest reading of each object: its newest generation, read by the newest parser version. Whichever clocks there were,
-- of the readings of a build's file one that saw the build started counts, and of these the one that saw more of it. A row
-- with the outcome `moved` says that the object counts under another date since then, unless it was read here again later.
WITH
  readings AS (
    {{ readings_that_may_count(ingested_objects, outcome = 'withdrawn') }}
  ),

  withdrawn AS (
    {{ withdrawn_under_any_date(ingested_objects, generation) }}
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
  OR readings.generation > withdrawn.until
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY readings.build_date, readings.bucket, readings.object_name
    ORDER BY
      generation DESC,
      outcome = 'withdrawn' DESC,
      parser_version DESC,
      outcome = 'ignored',
      COALESCE(build_generation, 0) DESC,
      ingested_at DESC
  ) = 1
  AND outcome NOT IN ('moved', 'withdrawn')
