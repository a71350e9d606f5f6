-- The filter matches every date: a dead letter waits until it is replayed or discarded. Duplicate rows change nothing. One that
-- was withdrawn is not shown, even if its original is given up again.
WITH
  changes AS (
    SELECT
      *
    FROM
      ci_raw.dead_letters
    WHERE
      recorded_date >= DATE '1970-01-01'
  ),

  -- The first row of each time that the original was given up: a later duplicate of it does not make it wait again.
  times_given_up AS (
    SELECT
      dead_letter_id,
      recorded_at,
      function_name,
      subscription,
      error_class,
      reason,
      attempts,
      size_bytes,
      published_at
    FROM
      changes
    WHERE
      state = 'waiting'
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY dead_letter_id, message_id ORDER BY recorded_at, reason) = 1
  ),

  times AS (
    SELECT
      dead_letter_id,
      MIN(recorded_at) AS first_at,
      MAX(recorded_at) AS last_at,
      COUNT(*) AS times
    FROM
      times_given_up
    GROUP BY
      dead_letter_id
  ),

  newest AS (
    SELECT
      *
    FROM
      times_given_up
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY dead_letter_id ORDER BY recorded_at DESC, reason) = 1
  ),

  withdrawn AS (
    SELECT DISTINCT
      dead_letter_id
    FROM
      changes
    WHERE
      state = 'withdrawn'
  ),

  newest_changes AS (
    SELECT
      dead_letter_id,
      state,
      recorded_at
    FROM
      changes
    WHERE
      state != 'waiting'
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY dead_letter_id ORDER BY recorded_at DESC, state DESC) = 1
  )

SELECT
  newest.dead_letter_id,
  IF(newest_changes.recorded_at >= times.last_at, newest_changes.state, 'waiting') AS state,
  newest.function_name,
  newest.error_class,
  newest.reason,
  newest.attempts,
  times.times AS times_given_up,
  times.first_at AS first_given_up_at,
  times.last_at AS last_given_up_at,
  GREATEST(IFNULL(newest_changes.recorded_at, times.last_at), times.last_at) AS changed_at,
  newest.subscription,
  newest.published_at,
  newest.size_bytes
FROM
  newest
INNER JOIN
  times
  ON newest.dead_letter_id = times.dead_letter_id
LEFT JOIN
  newest_changes
  ON newest.dead_letter_id = newest_changes.dead_letter_id
LEFT JOIN
  withdrawn
  ON newest.dead_letter_id = withdrawn.dead_letter_id
WHERE
  withdrawn.dead_letter_id IS NULL
