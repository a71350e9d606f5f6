WITH
  versions AS (
    SELECT
      *
    FROM
      ci.version_markers
    WHERE
      is_new_version
  ),

  promotions AS (
    SELECT
      versions.*,
      REPLACE(policy.promoted_from, '{branch}', COALESCE(versions.branch, '')) AS source_marker
    FROM
      versions
    INNER JOIN
      ci.marker_policy AS policy
      ON
        policy.kind = 'promotion'
        AND versions.marker = REPLACE(policy.markers, '{branch}', COALESCE(versions.branch, ''))
  ),

  -- The source may be in another bucket, as it was while the markers moved.
  sources AS (
    SELECT
      promotions.bucket,
      promotions.marker,
      promotions.generation,
      MAX(versions.written_at) AS source_at
    FROM
      promotions
    INNER JOIN
      versions
      ON
        promotions.source_marker = versions.marker
        AND promotions.version = versions.version
        AND promotions.written_at >= versions.written_at
    GROUP BY
      promotions.bucket,
      promotions.marker,
      promotions.generation
  ),

  -- A build promotes once its tests have passed, before it takes the cluster down, so a failure of phase Down is
  -- ignored.
  pipeline_builds AS (
    SELECT
      *,
      REGEXP_REPLACE(published_marker, r'^gs://[^/]+/', '') AS marker,
      COALESCE(outcome = 'passed' OR failed_phase = 'down', FALSE) AS has_passed_tests
    FROM
      ci.build_daily
    WHERE
      published_marker IS NOT NULL
  ),

  -- Builds that started before the promotion. The build that promotes is among them, and ends after the promotion.
  earlier_builds AS (
    SELECT
      promotions.bucket,
      promotions.marker,
      promotions.generation,
      builds.job,
      builds.build_id,
      builds.kops_build,
      LOGICAL_OR(builds.has_passed_tests AND COALESCE(builds.kops_build = promotions.version, FALSE)) OVER (
        PARTITION BY promotions.bucket, promotions.marker, promotions.generation
      ) AS is_tested,
      ROW_NUMBER() OVER (
        PARTITION BY promotions.bucket, promotions.marker, promotions.generation
        ORDER BY builds.started_at DESC, builds.position DESC, builds.job
      ) AS position_from_last
    FROM
      promotions
    INNER JOIN
      pipeline_builds AS builds
      ON
        promotions.marker = builds.marker
        AND promotions.written_at > builds.started_at
  )

SELECT
  promotions.bucket,
  promotions.marker,
  promotions.generation,
  promotions.branch,
  promotions.version,
  promotions.written_at AS promoted_at,
  promotions.source_marker,
  sources.source_at,
  TIMESTAMP_DIFF(promotions.written_at, sources.source_at, MICROSECOND) / 3600000000 AS latency_hours,
  builds.job,
  builds.build_id,
  builds.kops_build AS build_version,
  CASE
    WHEN builds.is_tested THEN TRUE
    WHEN builds.kops_build IS NOT NULL THEN FALSE
  END AS is_tested
FROM
  promotions
LEFT JOIN
  sources
  ON
    promotions.bucket = sources.bucket
    AND promotions.marker = sources.marker
    AND promotions.generation = sources.generation
LEFT JOIN
  earlier_builds AS builds
  ON
    promotions.bucket = builds.bucket
    AND promotions.marker = builds.marker
    AND promotions.generation = builds.generation
    AND builds.position_from_last = 1
