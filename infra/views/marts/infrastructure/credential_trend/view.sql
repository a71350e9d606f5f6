WITH
  -- A job's posture on a day is that of its last build.
  numbered_builds AS (
    SELECT
      build_date,
      cloud,
      posture,
      ROW_NUMBER() OVER (
        PARTITION BY build_date, job, cloud
        ORDER BY triggered_at DESC, CHAR_LENGTH(build_id) DESC, build_id DESC, bucket DESC, build_path DESC
      ) = 1 AS is_last
    FROM
      ci.credential_daily
    WHERE
      cloud IS NOT NULL
  ),

  counts AS (
    SELECT
      build_date,
      cloud,
      COUNT(*) AS builds,
      COUNTIF(posture = 'static') AS static_builds,
      COUNTIF(posture = 'short_lived') AS short_lived_builds,
      COUNTIF(posture = 'both') AS both_builds,
      COUNTIF(is_last) AS jobs,
      COUNTIF(is_last AND posture = 'static') AS static_jobs,
      COUNTIF(is_last AND posture = 'short_lived') AS short_lived_jobs,
      COUNTIF(is_last AND posture = 'both') AS both_jobs
    FROM
      numbered_builds
    GROUP BY
      build_date,
      cloud
  ),

  -- Sums over seven days: most jobs run once a week, so single days hold different jobs.
  weeks AS (
    SELECT
      *,
      SUM(builds) OVER (
        PARTITION BY cloud
        ORDER BY UNIX_DATE(build_date)
        RANGE BETWEEN 6 PRECEDING AND CURRENT ROW
      ) AS week_builds,
      SUM(short_lived_builds) OVER (
        PARTITION BY cloud
        ORDER BY UNIX_DATE(build_date)
        RANGE BETWEEN 6 PRECEDING AND CURRENT ROW
      ) AS week_short_lived_builds
    FROM
      counts
  )

SELECT
  build_date,
  cloud,
  builds,
  static_builds,
  short_lived_builds,
  both_builds,
  jobs,
  static_jobs,
  short_lived_jobs,
  both_jobs,
  short_lived_builds / builds AS short_lived_share,
  week_short_lived_builds / week_builds AS week_short_lived_share
FROM
  weeks
