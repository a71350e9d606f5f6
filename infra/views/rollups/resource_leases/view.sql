WITH
  -- A type that a flag names holds from its line on, and the name of a resource tells the pool that it is from.
  findings AS (
    SELECT
      build_date,
      bucket,
      build_path,
      job,
      build_id,
      finding,
      value,
      line_number,
      logged_at,
      -- The line number in front makes the greatest text that of the last line that names a type.
      SUBSTR(
        MAX(IF(finding = 'lease_type', CONCAT(LPAD(CAST(line_number AS STRING), 19, '0'), value), NULL)) OVER (
          PARTITION BY build_date, bucket, build_path
          ORDER BY line_number, finding
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ),
        20
      ) AS named_type,
      MAX(IF(finding = 'lease_pool', value, NULL)) OVER (
        PARTITION BY build_date, bucket, build_path, line_number
      ) AS pool_type
    FROM
      ci.log_findings
    WHERE
      STARTS_WITH(finding, 'lease')
  ),

  steps AS (
    SELECT
      *,
      LAG(finding) OVER (PARTITION BY build_date, bucket, build_path ORDER BY line_number, finding) AS previous,
      LAG(value) OVER (PARTITION BY build_date, bucket, build_path ORDER BY line_number, finding) AS previous_value
    FROM
      findings
    WHERE
      finding NOT IN ('lease_type', 'lease_pool')
  ),

  -- A lease begins with its request, or with the first line about it if a tool does not print requests. What follows up
  -- to the next request is about it. A project that is selected right after a request is the one that was leased.
  numbered_steps AS (
    SELECT
      *,
      SUM(
        CASE finding
          WHEN 'lease_wanted' THEN 1
          WHEN 'lease' THEN
            IF(
              previous IS NULL
              OR previous NOT IN ('lease_wanted', 'lease')
              OR previous = 'lease' AND COALESCE(value != previous_value, FALSE),
              1,
              0
            )
          WHEN 'lease_failed' THEN IF(previous IS NULL OR previous NOT IN ('lease_wanted', 'lease_failed'), 1, 0)
          ELSE 0
        END
      ) OVER (
        PARTITION BY build_date, bucket, build_path
        ORDER BY line_number, finding
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS lease_ordinal
    FROM
      steps
    WHERE
      finding != 'lease_project'
      OR previous = 'lease_wanted'
  ),

  leases AS (
    SELECT
      build_date,
      bucket,
      build_path,
      job,
      build_id,
      lease_ordinal,
      COALESCE(
        MAX(IF(finding IN ('lease_wanted', 'lease_failed'), value, NULL)),
        MAX(named_type),
        MAX(pool_type)
      ) AS resource_type,
      MAX(IF(finding IN ('lease', 'lease_project'), value, NULL)) AS resource,
      LOGICAL_OR(finding IN ('lease', 'lease_project')) AS is_acquired,
      LOGICAL_OR(finding = 'lease_project') AS is_silent,
      LOGICAL_OR(finding = 'lease_released') AS is_given_back,
      LOGICAL_OR(finding = 'lease_kept') AS is_kept,
      MIN(IF(finding = 'lease_wanted', logged_at, NULL)) AS wanted_at,
      MIN(IF(finding IN ('lease', 'lease_project'), logged_at, NULL)) AS acquired_at,
      MIN(IF(finding = 'lease_failed', logged_at, NULL)) AS failed_at,
      MAX(IF(finding = 'lease_released', logged_at, NULL)) AS released_at
    FROM
      numbered_steps
    WHERE
      lease_ordinal > 0
    GROUP BY
      build_date,
      bucket,
      build_path,
      job,
      build_id,
      lease_ordinal
  )

SELECT
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  lease_ordinal,
  resource_type,
  resource,
  is_acquired,
  CASE
    WHEN NOT is_acquired THEN NULL
    WHEN is_kept THEN FALSE
    WHEN is_given_back THEN TRUE
    WHEN NOT is_silent THEN FALSE
  END AS is_released,
  wanted_at,
  acquired_at,
  IF(is_acquired AND NOT is_kept, released_at, NULL) AS released_at,
  TIMESTAMP_DIFF(COALESCE(acquired_at, failed_at), wanted_at, MICROSECOND) / 1000000 AS wait_seconds,
  TIMESTAMP_DIFF(IF(is_acquired AND NOT is_kept, released_at, NULL), acquired_at, MICROSECOND) / 1000000 AS held_seconds
FROM
  leases
