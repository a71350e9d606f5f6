-- Every generation of a marker counts, not only the newest, and earlier generations have other dates. So all dates are
-- read: the table is tiny, and the filter matches all of it.
WITH
  all_readings AS (
    {{ readings_that_may_count(version_markers, is_withdrawn) }}
  ),

  readings AS (
    SELECT
      *
    FROM
      all_readings
    WHERE
      build_date >= DATE '1970-01-01'
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY bucket, object_name, generation
        ORDER BY COALESCE(is_withdrawn, FALSE) DESC, parser_version DESC
      ) = 1
      AND NOT COALESCE(is_withdrawn, FALSE)
  ),

  histories AS (
    SELECT
      *,
      LAG(version) OVER history AS previous_version,
      LEAD(written_at) OVER history AS replaced_at
    FROM
      readings
    WINDOW
      history AS (
        PARTITION BY bucket, object_name
        ORDER BY generation
      )
  )

SELECT
  bucket,
  object_name AS marker,
  generation,
  product,
  branch,
  channel,
  version,
  commit,
  url,
  written_at,
  replaced_at,
  TIMESTAMP_DIFF(replaced_at, written_at, MICROSECOND) / 1000000 AS current_seconds,
  COALESCE(previous_version != version, TRUE) AS is_new_version
FROM
  histories
