-- Ages are measured by the times in the builds, not by those of the objects: a copy of old history has new objects.
WITH
  all_builds AS (
    SELECT
      builds.bucket,
      builds.job,
      builds.started_at,
      TIMESTAMP_ADD(
        builds.started_at,
        INTERVAL (CAST(FLOOR(COALESCE(builds.duration_seconds, 0)) AS INT64)) SECOND
      ) AS active_at,
      readings.newest_arrival_at,
      readings.newest_reading_at
    FROM
      ci.build_daily AS builds
    LEFT JOIN
      ci.build_readings AS readings
      ON
        builds.build_date = readings.build_date
        AND builds.bucket = readings.bucket
        AND builds.build_path = readings.build_path
    WHERE
      builds.build_date <= (SELECT last_date FROM ci.history_window)
  ),

  buckets AS (
    SELECT
      bucket,
      MIN(active_at) AS first_active_at,
      MAX(active_at) AS newest_active_at,
      MAX(started_at) AS newest_started_at,
      MAX(newest_arrival_at) AS newest_updated_at,
      MAX(newest_reading_at) AS newest_ingested_at
    FROM
      all_builds
    GROUP BY
      bucket
  ),

  pauses AS (
    SELECT
      bucket,
      active_at,
      TIMESTAMP_DIFF(
        active_at,
        LAG(active_at) OVER (PARTITION BY bucket ORDER BY active_at),
        SECOND
      ) AS pause_seconds
    FROM
      all_builds
  ),

  -- The longest pause of the last four weeks may be an earlier standstill.
  ranked_pauses AS (
    SELECT
      pauses.bucket,
      pauses.pause_seconds,
      ROW_NUMBER() OVER (PARTITION BY pauses.bucket ORDER BY pauses.pause_seconds DESC) AS position
    FROM
      pauses
    INNER JOIN
      buckets
      ON
        pauses.bucket = buckets.bucket
        AND TIMESTAMP_DIFF(buckets.newest_active_at, pauses.active_at, SECOND) < 4 * 604800
    WHERE
      pauses.pause_seconds IS NOT NULL
  ),

  longest_pauses AS (
    SELECT
      bucket,
      MAX(IF(position = 1, pause_seconds, NULL)) AS longest_seconds,
      MAX(IF(position = 2, pause_seconds, NULL)) AS second_seconds
    FROM
      ranked_pauses
    GROUP BY
      bucket
  ),

  -- Two weeks have two weekends. Until they are known, a bucket is given three days.
  bucket_rhythms AS (
    SELECT
      buckets.bucket,
      CAST(NULL AS STRING) AS job,
      buckets.newest_started_at,
      buckets.newest_active_at,
      buckets.newest_updated_at,
      buckets.newest_ingested_at,
      CAST(COALESCE(pauses.second_seconds, pauses.longest_seconds) AS FLOAT64) AS usual_interval_seconds,
      FALSE AS is_silent,
      IF(
        TIMESTAMP_DIFF(buckets.newest_active_at, buckets.first_active_at, SECOND) >= 2 * 604800
        AND pauses.second_seconds IS NOT NULL,
        GREATEST(3600, 2 * pauses.second_seconds),
        GREATEST(3 * 86400, 2 * COALESCE(pauses.longest_seconds, 0))
      ) AS patience_seconds
    FROM
      buckets
    LEFT JOIN
      longest_pauses AS pauses
      ON buckets.bucket = pauses.bucket
  ),

  -- A job that moved to another bucket counts where its newest build is.
  job_builds AS (
    SELECT
      job,
      bucket,
      MAX(active_at) AS newest_active_at,
      MAX(newest_arrival_at) AS newest_updated_at,
      MAX(newest_reading_at) AS newest_ingested_at
    FROM
      all_builds
    GROUP BY
      job,
      bucket
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY MAX(started_at) DESC, bucket) = 1
  ),

  -- Against the clock, each job has the time after which it would be silent without a calendar: a standstill of a whole
  -- bucket is known by the bucket long before.
  job_rhythms AS (
    SELECT
      builds.bucket,
      builds.job,
      calendars.last_started_at AS newest_started_at,
      builds.newest_active_at,
      builds.newest_updated_at,
      builds.newest_ingested_at,
      calendars.cadence_seconds AS usual_interval_seconds,
      calendars.is_silent,
      CAST(FLOOR(GREATEST(604800, 2 * COALESCE(calendars.cadence_seconds, 0))) AS INT64) AS patience_seconds
    FROM
      job_builds AS builds
    INNER JOIN
      ci.job_calendars AS calendars
      ON builds.job = calendars.job
  ),

  rhythms AS (
    SELECT * FROM bucket_rhythms
    UNION ALL
    SELECT * FROM job_rhythms
  ),

  ages AS (
    SELECT
      rhythms.*,
      TIMESTAMP_ADD(rhythms.newest_active_at, INTERVAL (rhythms.patience_seconds) SECOND) AS stale_at,
      GREATEST(0, TIMESTAMP_DIFF(clock.now_at, rhythms.newest_active_at, SECOND)) / 3600 AS hours_since,
      GREATEST(0, TIMESTAMP_DIFF(clock.now_at, rhythms.newest_updated_at, SECOND)) / 3600 AS hours_since_arrival,
      clock.now_at
    FROM
      rhythms
    CROSS JOIN
      ci.clock AS clock
  )

SELECT
  bucket,
  job,
  newest_started_at,
  newest_active_at,
  newest_updated_at,
  newest_ingested_at,
  usual_interval_seconds,
  hours_since,
  hours_since_arrival,
  stale_at,
  is_silent OR now_at > stale_at AS is_stale,
  CASE
    -- An alarm of four weeks was heard: the bucket or the job is not used any more.
    WHEN TIMESTAMP_DIFF(now_at, stale_at, SECOND) > 4 * 604800 THEN 'ended'
    WHEN is_silent THEN 'silent'
    WHEN now_at > stale_at THEN 'old'
  END AS reason
FROM
  ages
