WITH
  -- The filter takes every date: the partitioned tables want one, and this view has no date of its own to filter on.
  builds AS (
    SELECT
      *
    FROM
      ci.builds
    WHERE
      build_date >= DATE '1970-01-01'
  ),

  -- The builds of each job counted from both ends; of builds with the same start the greater number is the newer.
  numbered_builds AS (
    SELECT
      *,
      ROW_NUMBER() OVER (
        PARTITION BY bucket, job
        ORDER BY build_date, started_at NULLS LAST, LENGTH(build_id), build_id, object_name
      ) AS position_from_first,
      ROW_NUMBER() OVER (
        PARTITION BY bucket, job
        ORDER BY
          build_date DESC, started_at DESC NULLS LAST, LENGTH(build_id) DESC, build_id DESC, object_name DESC
      ) AS position_from_last
    FROM
      builds
  ),

  counts AS (
    SELECT
      bucket,
      job,
      COUNT(*) AS builds,
      COUNTIF(outcome IN ('passed', 'failed', 'errored')) AS runs,
      COUNTIF(outcome = 'passed') AS passed,
      COUNTIF(outcome = 'failed') AS failed,
      COUNTIF(outcome = 'errored') AS errored,
      COUNTIF(outcome = 'aborted') AS aborted,
      COUNTIF(outcome = 'running') AS running,
      MAX(IF(outcome = 'passed', started_at, NULL)) AS last_passed_at
    FROM
      builds
    GROUP BY
      bucket,
      job
  ),

  first_builds AS (
    SELECT
      *
    FROM
      numbered_builds
    WHERE
      position_from_first = 1
  ),

  last_builds AS (
    SELECT
      *
    FROM
      numbered_builds
    WHERE
      position_from_last = 1
  )

SELECT
  counts.bucket,
  counts.job,
  last_builds.job_type,
  last_builds.org,
  last_builds.repo,
  last_builds.cloud,
  last_builds.networking,
  last_builds.distro,
  last_builds.architecture,
  last_builds.kubernetes_version,
  last_builds.kops_version,
  last_builds.cluster,
  first_builds.build_date AS first_build_date,
  first_builds.started_at AS first_started_at,
  first_builds.build_id AS first_build_id,
  last_builds.build_date AS last_build_date,
  last_builds.started_at AS last_started_at,
  last_builds.build_id AS last_build_id,
  last_builds.outcome AS last_outcome,
  counts.last_passed_at,
  counts.builds,
  counts.runs,
  counts.passed,
  counts.failed,
  counts.errored,
  counts.aborted,
  counts.running,
  SAFE_DIVIDE(counts.passed, counts.runs) AS pass_rate
FROM
  counts
INNER JOIN
  first_builds
  ON
    counts.bucket = first_builds.bucket
    AND counts.job = first_builds.job
INNER JOIN
  last_builds
  ON
    counts.bucket = last_builds.bucket
    AND counts.job = last_builds.job
