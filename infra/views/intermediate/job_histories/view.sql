WITH
  hit_builds AS (
    SELECT DISTINCT
      build_date,
      bucket,
      build_path
    FROM
      ci.outage_builds
    WHERE
      is_hit
  ),

  -- A build that was stopped or evicted, or that an outage hit, says nothing about its job; nor does one that could not fetch or
  -- merge its pull request.
  ended_builds AS (
    SELECT
      builds.*,
      outcome = 'passed' AS is_pass,
      outcome != 'passed' AND COALESCE(failed_tests - failed_phases, 0) = 0 AS is_failed_without_test,
      {{ is_failed_without_tests_by_infra(is_infra_failure, failed_tests, failed_phases) }} AS is_failed_by_infra,
      COALESCE(CONCAT(org, '/', repo, '#', CAST(pull_number AS STRING)), CONCAT(builds.bucket, '/', builds.build_path)) AS subject
    FROM
      ci.build_daily AS builds
    LEFT JOIN
      hit_builds
      ON
        builds.build_date = hit_builds.build_date
        AND builds.bucket = hit_builds.bucket
        AND builds.build_path = hit_builds.build_path
    WHERE
      hit_builds.build_path IS NULL
      AND builds.build_date <= (SELECT last_date FROM ci.history_window)
      AND outcome IN ('passed', 'failed', 'errored')
      AND NOT is_unmergeable
      AND COALESCE(death_cause, '') != 'eviction'
      AND NOT (pull_number IS NOT NULL AND COALESCE(failed_phase, '') = 'clone')
  ),

  runs AS (
    SELECT
      *,
      COUNT(IF(is_pass, 1, NULL)) OVER (
        PARTITION BY job
        ORDER BY build_date, position
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS passes_before
    FROM
      ended_builds
  ),

  -- Failures of the infrastructure say something about a job if it has at least three of them without a pass for more than 26
  -- hours, after which a job that is hit is broken itself in outage_periods too.
  lasting AS (
    SELECT
      job,
      passes_before
    FROM
      runs
    WHERE
      is_failed_by_infra
    GROUP BY
      job,
      passes_before
    HAVING
      COUNT(*) >= 3
      AND TIMESTAMP_DIFF(MAX(started_at), MIN(started_at), SECOND) > 93600
  ),

  telling_builds AS (
    SELECT
      runs.*
    FROM
      runs
    LEFT JOIN
      lasting
      ON
        runs.job = lasting.job
        AND runs.passes_before = lasting.passes_before
    WHERE
      NOT runs.is_failed_by_infra
      OR lasting.job IS NOT NULL
  ),

  ordered_builds AS (
    SELECT
      *,
      ROW_NUMBER() OVER history AS ordinal,
      LAG(is_pass) OVER history AS previous_is_pass,
      LAG(build_id) OVER history AS previous_build_id,
      LAG(started_at) OVER history AS previous_started_at,
      LAG(repo_commit) OVER history AS previous_repo_commit,
      LAG(inputs) OVER history AS previous_inputs,
      COUNT(*) OVER (PARTITION BY job) AS ended_builds
    FROM
      telling_builds
    WINDOW
      history AS (
        PARTITION BY job
        ORDER BY build_date, position
      )
  )

SELECT
  job,
  ordinal,
  build_date,
  position,
  build_id,
  started_at,
  repo_commit,
  inputs,
  previous_build_id,
  previous_started_at,
  previous_repo_commit,
  previous_inputs,
  subject,
  pull_number IS NOT NULL AS tests_pull_request,
  is_pass,
  is_failed_without_test,
  COUNT(IF(is_pass = previous_is_pass, NULL, 1)) OVER past AS run,
  COALESCE(MIN(IF(is_pass, ordinal, NULL)) OVER rest, ended_builds + 1) AS next_pass_ordinal,
  ended_builds
FROM
  ordered_builds
WINDOW
  past AS (
    PARTITION BY job
    ORDER BY ordinal
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ),
  rest AS (
    PARTITION BY job
    ORDER BY ordinal
    ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
  )
