WITH
  now_known AS (
    SELECT
      MAX(known_at) AS newest_at
    FROM
      (
        SELECT
          MAX(started_at) AS known_at
        FROM
          ci.build_daily
        UNION ALL
        SELECT
          MAX(written_at) AS known_at
        FROM
          ci.version_markers
      )
  ),

  versions AS (
    SELECT
      *,
      TIMESTAMP_DIFF(
        written_at,
        LAG(written_at) OVER (PARTITION BY bucket, marker ORDER BY generation),
        MICROSECOND
      ) / 3600000000 AS hours_after_previous
    FROM
      ci.version_markers
    WHERE
      is_new_version
  ),

  versions_with_median AS (
    SELECT
      *,
      PERCENTILE_CONT(hours_after_previous, 0.5) OVER (PARTITION BY bucket, marker) AS cadence_hours,
      COUNT(*) OVER (PARTITION BY bucket, marker) AS versions,
      ROW_NUMBER() OVER (PARTITION BY bucket, marker ORDER BY generation DESC) AS position_from_last
    FROM
      versions
  ),

  last_writings AS (
    SELECT
      bucket,
      marker,
      MAX(written_at) AS last_written_at
    FROM
      ci.version_markers
    GROUP BY
      bucket,
      marker
  ),

  limits AS (
    SELECT
      markers.bucket,
      markers.marker,
      policy.stale_after_hours
    FROM
      last_writings AS markers
    INNER JOIN
      ci.marker_policy AS policy
      ON
        policy.kind = 'limit'
        AND REGEXP_CONTAINS(markers.marker, policy.markers)
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY markers.bucket, markers.marker ORDER BY policy.position) = 1
  ),

  -- Marks the newest promotion with a latency, and the newest that was untested.
  promotions AS (
    SELECT
      *,
      PERCENTILE_CONT(latency_hours, 0.5) OVER (PARTITION BY bucket, marker) AS latency_p50_hours,
      ROW_NUMBER() OVER (
        PARTITION BY bucket, marker, latency_hours IS NULL
        ORDER BY generation DESC
      ) = 1 AND latency_hours IS NOT NULL AS has_last_latency,
      ROW_NUMBER() OVER (
        PARTITION BY bucket, marker, is_tested
        ORDER BY generation DESC
      ) = 1 AND COALESCE(NOT is_tested, FALSE) AS is_last_untested
    FROM
      ci.marker_promotions
  ),

  promotion_counts AS (
    SELECT
      bucket,
      marker,
      COUNT(*) AS promotions,
      MAX(latency_p50_hours) AS latency_p50_hours,
      MAX(IF(has_last_latency, latency_hours, NULL)) AS last_latency_hours,
      COUNTIF(is_tested IS NOT NULL) AS promotions_checked,
      COUNTIF(NOT is_tested) AS promoted_untested,
      MAX(IF(is_last_untested, version, NULL)) AS untested_version,
      MAX(IF(is_last_untested, promoted_at, NULL)) AS untested_at,
      MAX(IF(is_last_untested, build_id, NULL)) AS untested_build_id,
      MAX(IF(is_last_untested, build_version, NULL)) AS untested_build_version
    FROM
      promotions
    GROUP BY
      bucket,
      marker
  ),

  ages AS (
    SELECT
      versions_with_median.*,
      TIMESTAMP_DIFF(now_known.newest_at, written_at, MICROSECOND) / 3600000000 AS age_hours
    FROM
      versions_with_median
    CROSS JOIN
      now_known
    WHERE
      position_from_last = 1
  )

SELECT
  ages.bucket,
  ages.marker,
  ages.product,
  ages.branch,
  ages.channel,
  ages.version,
  ages.commit,
  ages.written_at AS since_at,
  last_writings.last_written_at,
  ages.age_hours,
  ages.versions,
  ages.cadence_hours,
  limits.stale_after_hours,
  COALESCE(ages.age_hours > limits.stale_after_hours, FALSE) AS is_stale,
  COALESCE(counts.promotions, 0) AS promotions,
  counts.last_latency_hours,
  counts.latency_p50_hours,
  COALESCE(counts.promotions_checked, 0) AS promotions_checked,
  COALESCE(counts.promoted_untested, 0) AS promoted_untested,
  counts.untested_version,
  counts.untested_at,
  counts.untested_build_id,
  counts.untested_build_version
FROM
  ages
INNER JOIN
  last_writings
  ON
    ages.bucket = last_writings.bucket
    AND ages.marker = last_writings.marker
INNER JOIN
  limits
  ON
    ages.bucket = limits.bucket
    AND ages.marker = limits.marker
LEFT JOIN
  promotion_counts AS counts
  ON
    ages.bucket = counts.bucket
    AND ages.marker = counts.marker
