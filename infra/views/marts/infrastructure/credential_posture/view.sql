WITH
  -- In the order in which they were triggered, which is when a build's credentials are determined.
  numbered_builds AS (
    SELECT
      *,
      ROW_NUMBER() OVER (
        PARTITION BY job, cloud
        ORDER BY triggered_at, CHAR_LENGTH(build_id), build_id, bucket, build_path
      ) AS position,
      LAG(posture) OVER (
        PARTITION BY job, cloud
        ORDER BY triggered_at, CHAR_LENGTH(build_id), build_id, bucket, build_path
      ) AS previous_posture,
      DENSE_RANK() OVER (
        PARTITION BY job
        ORDER BY triggered_at DESC, CHAR_LENGTH(build_id) DESC, build_id DESC, bucket DESC, build_path DESC
      ) = 1 AS is_newest
    FROM
      ci.credential_daily
  ),

  -- For each job and cloud the newest build, and the newest build whose posture differs from that of the build before
  -- it.
  histories AS (
    SELECT
      job,
      cloud,
      COUNT(*) AS builds,
      MAX(position) AS last_position,
      MAX(IF(posture = COALESCE(previous_posture, ''), NULL, position)) AS since_position,
      LOGICAL_OR(is_newest) AS is_current
    FROM
      numbered_builds
    WHERE
      cloud IS NOT NULL
    GROUP BY
      job,
      cloud
  )

SELECT
  histories.job,
  histories.cloud,
  last_builds.posture,
  last_builds.static_evidence,
  last_builds.short_lived_evidence,
  since_builds.build_date AS since_date,
  since_builds.build_id AS since_build_id,
  since_builds.previous_posture,
  last_builds.build_date AS last_build_date,
  last_builds.build_id AS last_build_id,
  histories.builds,
  histories.is_current
FROM
  histories
INNER JOIN
  numbered_builds AS since_builds
  ON
    histories.job = since_builds.job
    AND histories.cloud = since_builds.cloud
    AND histories.since_position = since_builds.position
INNER JOIN
  numbered_builds AS last_builds
  ON
    histories.job = last_builds.job
    AND histories.cloud = last_builds.cloud
    AND histories.last_position = last_builds.position
