-- The newest reading of each object: its newest generation, read by the newest parser version. Whichever clocks there were,
-- of the readings of a build's file one that saw the build started counts, and of these the one that saw more of it. A row
-- with the outcome `moved` says that the object counts under another date since then, unless it was read here again later.
WITH
  readings AS (
    {{ readings_that_may_count(ingested_objects, outcome = 'withdrawn') }}
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
      generation DESC,
      outcome = 'withdrawn' DESC,
      parser_version DESC,
      outcome = 'ignored',
      COALESCE(build_generation, 0) DESC,
      ingested_at DESC
  ) = 1
  AND outcome NOT IN ('moved', 'withdrawn')
