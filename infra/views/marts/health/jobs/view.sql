WITH
  -- The builds of each job, numbered from the first and from the last.
  numbered_builds AS (
    SELECT
      *,
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY build_date, position) AS position_from_first,
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY build_date DESC, position DESC) AS position_from_last
    FROM
      ci.build_daily
  ),

  counts AS (
    SELECT
      job,
      COUNT(*) AS builds,
      COUNTIF(COALESCE(outcome, '') IN ('passed', 'failed', 'errored')) AS runs,
      COUNTIF(COALESCE(outcome, '') = 'passed') AS passed,
      COUNTIF(COALESCE(outcome, '') = 'failed') AS failed,
      COUNTIF(COALESCE(outcome, '') = 'errored') AS errored,
      COUNTIF(COALESCE(outcome, '') = 'aborted') AS aborted,
      COUNTIF(COALESCE(outcome, '') = 'running') AS running,
      MAX(IF(outcome = 'passed', started_at, NULL)) AS last_passed_at
    FROM
      ci.build_daily
    GROUP BY
      job
  )

SELECT
  counts.job,
  last_builds.bucket,
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
  numbered_builds AS first_builds
  ON
    counts.job = first_builds.job
    AND first_builds.position_from_first = 1
INNER JOIN
  numbered_builds AS last_builds
  ON
    counts.job = last_builds.job
    AND last_builds.position_from_last = 1
