WITH
  -- A build that fails before any test ran, or in which many tests fail at once, is evidence about its infrastructure. A
  -- build that could not fetch its sources, lost its pod, or got no project or no quota tells nothing of the cloud.
  classified AS (
    SELECT
      job,
      build_date,
      bucket,
      build_path,
      position,
      started_at,
      cloud,
      region,
      cluster,
      CONCAT(org, '/', repo, '#', CAST(pull_number AS STRING)) AS pull_request,
      outcome = 'passed' AS is_passed,
      COALESCE(run_tests, 0) AS run_tests,
      COALESCE(death_cause, '') IN ('clone', 'eviction', 'lease', 'quota') AS is_before_cloud,
      {{ is_early_failure(outcome, run_tests) }} AS is_early_failure,
      {{ has_many_failures(failed_tests, failed_phases, run_tests) }} AS has_many_failures
    FROM
      ci.recent_builds
    WHERE
      {{ tells_of_outages(outcome, is_unmergeable) }}
  ),

  -- One row for each dimension in which outages happen and for which the build has a value.
  builds_by_dimension AS (
    SELECT
      *,
      is_before_cloud AND dimension != 'cluster' AS is_elsewhere
    FROM
      classified
    UNPIVOT (value FOR dimension IN (cloud, region, cluster))
  ),

  -- The failures of builds, and how many test cases, phases included, have them.
  build_failures AS (
    SELECT
      build_date,
      bucket,
      build_path,
      failure_fingerprint,
      COUNT(DISTINCT test_id) AS tests
    FROM
      ci.clustered_failures
    WHERE
      {{ is_in_last_28_days(build_date) }}
    GROUP BY
      build_date,
      bucket,
      build_path,
      failure_fingerprint
  ),

  -- A failure that explains a build: the build failed early, or 3 test cases and 15 % of those that ran have the failure in
  -- common.
  failures AS (
    SELECT
      builds.dimension,
      builds.value,
      builds.job,
      builds.build_date,
      builds.position,
      builds.started_at,
      COALESCE(builds.pull_request, builds.job) AS pull_request_or_job,
      failures.failure_fingerprint,
      builds.is_early_failure OR {{ has_many_failures(failures.tests, 0, builds.run_tests) }} AS is_explanation,
      LAG(builds.started_at) OVER (
        PARTITION BY builds.dimension, builds.value, failures.failure_fingerprint
        ORDER BY builds.started_at, builds.job, builds.build_date, builds.position
      ) AS started_before_at
    FROM
      builds_by_dimension AS builds
    INNER JOIN
      build_failures AS failures
      ON
        builds.build_date = failures.build_date
        AND builds.bucket = failures.bucket
        AND builds.build_path = failures.build_path
    WHERE
      NOT builds.is_passed
  ),

  numbered_failures AS (
    SELECT
      *,
      IF(is_explanation, job, NULL) AS explained_job,
      IF(is_explanation, pull_request_or_job, NULL) AS explained_pull_request_or_job,
      COUNT(IF(TIMESTAMP_DIFF(started_at, started_before_at, SECOND) <= 86400, NULL, 1)) OVER (
        PARTITION BY dimension, value, failure_fingerprint
        ORDER BY started_at, job, build_date, position
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS burst
    FROM
      failures
  ),

  -- A failure is shared if builds of several jobs, and not of one pull request only, have it within 26 hours, and none
  -- has it in the day before and after.
  shared_failures AS (
    SELECT
      *,
      MIN(explained_job) OVER same_burst != MAX(explained_job) OVER same_burst
      AND MIN(explained_pull_request_or_job) OVER same_burst != MAX(explained_pull_request_or_job) OVER same_burst
      AND TIMESTAMP_DIFF(MAX(started_at) OVER same_burst, MIN(started_at) OVER same_burst, SECOND) <= 93600 AS is_shared
    FROM
      numbered_failures
    WINDOW
      same_burst AS (PARTITION BY dimension, value, failure_fingerprint, burst)
  ),

  compared_failures AS (
    SELECT
      dimension,
      job,
      build_date,
      position,
      LOGICAL_OR(is_shared) AS is_shared
    FROM
      shared_failures
    WHERE
      is_explanation
    GROUP BY
      dimension,
      job,
      build_date,
      position
  )

-- Many tests of a pull request fail by its own fault or in an outage, and many tests with a failure that is not shared by
-- their own: such builds tell nothing. A build is alone if it is explained by failures, none of which is shared.
SELECT
  builds.dimension,
  builds.value,
  builds.job,
  builds.build_date,
  builds.position,
  builds.started_at,
  builds.pull_request,
  builds.is_early_failure AND NOT builds.is_elsewhere AS creation,
  IF(
    (builds.run_tests > 0 OR builds.is_passed) AND NOT (builds.pull_request IS NOT NULL AND builds.has_many_failures),
    builds.has_many_failures,
    NULL
  ) AS tests,
  IF(
    COALESCE(failures.is_shared, FALSE) OR NOT builds.has_many_failures,
    COALESCE(failures.is_shared, FALSE) AND NOT (builds.is_early_failure AND builds.is_elsewhere),
    NULL
  ) AS message,
  NOT COALESCE(failures.is_shared, TRUE) AS is_alone
FROM
  builds_by_dimension AS builds
LEFT JOIN
  compared_failures AS failures
  ON
    builds.dimension = failures.dimension
    AND builds.job = failures.job
    AND builds.build_date = failures.build_date
    AND builds.position = failures.position
