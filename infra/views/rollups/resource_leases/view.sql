WITH
  -- The findings of each build about its lease, side by side.
  facts AS (
    SELECT
      build_date,
      bucket,
      build_path,
      job,
      build_id,
      ANY_VALUE(IF(finding = 'lease_type', value, NULL) HAVING MIN IF(finding = 'lease_type', line_number, NULL))
        AS resource_type,
      ANY_VALUE(IF(finding = 'lease', value, NULL) HAVING MAX IF(finding = 'lease', last_line_number, NULL))
        AS resource,
      MIN(IF(finding = 'lease_wanted', logged_at, NULL)) AS wanted_at,
      MAX(IF(finding = 'lease', last_logged_at, NULL)) AS acquired_at,
      MAX(IF(finding = 'lease_released', last_logged_at, NULL)) AS released_at,
      LOGICAL_OR(finding = 'lease_wanted') AS is_wanted,
      LOGICAL_OR(finding = 'lease') AS is_acquired,
      LOGICAL_OR(finding = 'lease_released') AS is_released
    FROM
      ci.log_findings
    WHERE
      finding IN ('lease_wanted', 'lease_type', 'lease', 'lease_released')
    GROUP BY
      build_date,
      bucket,
      build_path,
      job,
      build_id
  )

SELECT
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  resource_type,
  resource,
  is_acquired,
  IF(is_acquired, is_released, NULL) AS is_released,
  wanted_at,
  acquired_at,
  IF(is_acquired, released_at, NULL) AS released_at,
  TIMESTAMP_DIFF(acquired_at, wanted_at, MICROSECOND) / 1000000 AS wait_seconds,
  TIMESTAMP_DIFF(IF(is_acquired, released_at, NULL), acquired_at, MICROSECOND) / 1000000 AS held_seconds
FROM
  facts
WHERE
  is_acquired
  OR is_wanted
