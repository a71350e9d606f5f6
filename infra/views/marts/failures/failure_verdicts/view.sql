WITH
  -- Each failed test case with the fingerprint of its last attempt.
  fingerprints AS (
    SELECT
      build_date,
      bucket,
      build_path,
      test_id,
      failure_fingerprint,
      message
    FROM
      ci.clustered_failures
    WHERE
      {{ is_in_last_28_days(build_date) }}
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY build_date, bucket, build_path, test_id
        ORDER BY object_name DESC, ordinal DESC
      ) = 1
  ),

  -- A failure without a message is compared by its test alone. A batch tests several pull requests together, so its
  -- failures are those of any of them.
  failures AS (
    SELECT
      results.build_date,
      results.bucket,
      results.build_path,
      results.job,
      results.build_id,
      results.url,
      results.started_at,
      results.org,
      results.repo,
      results.pull_number,
      results.inputs,
      results.cloud,
      results.region,
      results.cluster,
      results.test_id,
      results.suite,
      results.class_name,
      results.test_name,
      results.is_infra_failure,
      fingerprints.failure_fingerprint,
      fingerprints.message,
      COALESCE(fingerprints.failure_fingerprint, '') AS compared_fingerprint,
      COALESCE(results.job_type, '') != 'presubmit' AS is_on_base,
      IF(
        results.job_type = 'presubmit',
        CONCAT(results.org, '/', results.repo, '#', results.pull_number),
        NULL
      ) AS pull_request,
      {{ deciding_inputs(results.inputs) }} AS deciding_inputs
    FROM
      ci.unstable_results AS results
    LEFT JOIN
      fingerprints
      ON
        results.build_date = fingerprints.build_date
        AND results.bucket = fingerprints.bucket
        AND results.build_path = fingerprints.build_path
        AND results.test_id = fingerprints.test_id
    WHERE
      results.outcome = 'failed'
      AND COALESCE(results.job_type, '') != 'batch'
      AND results.case_kind IN ('test', 'parent', 'hook')
  ),

  -- The same failure elsewhere from 14 days before a build to a day after its start: a job on the base branch may run
  -- once a day only.
  sightings AS (
    SELECT
      *,
      COUNT(IF(is_on_base, 1, NULL)) OVER around AS base_failures,
      MAX(IF(is_on_base, started_at, NULL)) OVER around AS last_base_failure_at,
      COUNT(pull_request) OVER around
      - COUNT(pull_request) OVER (
        PARTITION BY test_id, compared_fingerprint, pull_request
        ORDER BY UNIX_SECONDS(started_at)
        RANGE BETWEEN 1209600 PRECEDING AND 86400 FOLLOWING
      ) AS other_pull_request_failures
    FROM
      failures
    WINDOW
      around AS (
        PARTITION BY test_id, compared_fingerprint
        ORDER BY UNIX_SECONDS(started_at)
        RANGE BETWEEN 1209600 PRECEDING AND 86400 FOLLOWING
      )
  ),

  judged AS (
    SELECT
      *
    FROM
      sightings
    WHERE
      pull_request IS NOT NULL
  ),

  -- The newest failure on the base branch.
  base_failures AS (
    SELECT
      *
    FROM
      failures
    WHERE
      is_on_base
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY test_id, compared_fingerprint, started_at
        ORDER BY job, build_id, bucket, build_path
      ) = 1
  ),

  -- The first such failure of each pull request. The first two pull requests are enough to have one that is another.
  first_failures AS (
    SELECT
      *
    FROM
      failures
    WHERE
      pull_request IS NOT NULL
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY test_id, compared_fingerprint, pull_request
        ORDER BY started_at, job, build_id, bucket, build_path
      ) = 1
  ),

  first_pull_requests AS (
    SELECT
      *,
      ROW_NUMBER() OVER (
        PARTITION BY test_id, compared_fingerprint
        ORDER BY started_at, job, build_id, bucket, build_path
      ) AS place
    FROM
      first_failures
  ),

  -- The newest build in which the test passed, or failed first and passed then, on the same commits.
  passes AS (
    SELECT
      job,
      test_id,
      {{ deciding_inputs(inputs) }} AS deciding_inputs,
      build_id,
      started_at,
      url
    FROM
      ci.unstable_results
    WHERE
      outcome != 'failed'
      AND inputs IS NOT NULL
      AND pull_number IS NOT NULL
  ),

  newest_passes AS (
    SELECT
      *
    FROM
      passes
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY job, test_id, deciding_inputs ORDER BY started_at DESC, build_id DESC) = 1
  ),

  -- The outage during which a build started; of several, the most certain one.
  builds AS (
    SELECT DISTINCT
      bucket,
      build_path,
      started_at,
      cloud,
      region,
      cluster
    FROM
      judged
  ),

  builds_by_dimension AS (
    SELECT
      *
    FROM
      builds
    UNPIVOT (value FOR dimension IN (cloud, region, cluster))
  ),

  outages AS (
    SELECT
      builds.bucket,
      builds.build_path,
      outages.dimension,
      outages.value,
      outages.started_at
    FROM
      builds_by_dimension AS builds
    INNER JOIN
      ci.outages AS outages
      ON
        builds.dimension = outages.dimension
        AND builds.value = outages.value
        AND builds.started_at >= outages.started_at
        AND builds.started_at <= outages.ended_at
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY builds.bucket, builds.build_path
        ORDER BY outages.p_value, outages.dimension, outages.started_at
      ) = 1
  ),

  evidence AS (
    SELECT
      judged.*,
      outages.dimension AS outage_dimension,
      outages.value AS outage_value,
      outages.started_at AS outage_started_at,
      flaky.rate AS flake_rate,
      passes.build_id AS passed_build_id,
      passes.started_at AS passed_at,
      passes.url AS passed_url
    FROM
      judged
    LEFT JOIN
      outages
      ON
        judged.bucket = outages.bucket
        AND judged.build_path = outages.build_path
    LEFT JOIN
      ci.flaky_tests AS flaky
      ON judged.test_id = flaky.test_id
    LEFT JOIN
      newest_passes AS passes
      ON
        judged.job = passes.job
        AND judged.test_id = passes.test_id
        AND judged.deciding_inputs = passes.deciding_inputs
  ),

  -- An outage and a flaky test excuse only failures that others have as well, since a pull request may break a flaky
  -- test, and do so during an outage.
  verdicts AS (
    SELECT
      *,
      CASE
        WHEN is_infra_failure THEN 'outage'
        WHEN outage_value IS NOT NULL AND base_failures + other_pull_request_failures > 0 THEN 'outage'
        WHEN passed_build_id IS NOT NULL THEN 'known_flake'
        WHEN flake_rate IS NOT NULL AND base_failures + other_pull_request_failures > 0 THEN 'known_flake'
        WHEN base_failures > 0 THEN 'failing_on_base'
        WHEN other_pull_request_failures > 0 THEN 'failing_in_other_pull_requests'
        ELSE 'new'
      END AS verdict
    FROM
      evidence
  )

SELECT
  verdicts.build_date,
  verdicts.job,
  verdicts.build_id,
  verdicts.url,
  verdicts.started_at,
  verdicts.org,
  verdicts.repo,
  verdicts.pull_number,
  verdicts.inputs,
  verdicts.test_id,
  verdicts.suite,
  verdicts.class_name,
  verdicts.test_name,
  {{ owner(verdicts.test_name) }} AS owner,
  verdicts.failure_fingerprint,
  verdicts.message,
  verdicts.verdict,
  verdicts.is_infra_failure,
  verdicts.base_failures,
  verdicts.other_pull_request_failures,
  verdicts.flake_rate,
  verdicts.outage_dimension,
  verdicts.outage_value,
  verdicts.outage_started_at,
  CASE
    WHEN verdicts.passed_build_id IS NOT NULL THEN 'passed'
    WHEN verdicts.base_failures + verdicts.other_pull_request_failures > 0 THEN 'failed'
  END AS proof_outcome,
  CASE
    WHEN verdicts.passed_build_id IS NOT NULL THEN verdicts.job
    ELSE COALESCE(base.job, others.job)
  END AS proof_job,
  COALESCE(verdicts.passed_build_id, base.build_id, others.build_id) AS proof_build_id,
  COALESCE(verdicts.passed_at, base.started_at, others.started_at) AS proof_started_at,
  CASE
    WHEN verdicts.passed_build_id IS NOT NULL THEN verdicts.passed_url
    WHEN base.build_id IS NOT NULL THEN base.url
    ELSE others.url
  END AS proof_url
FROM
  verdicts
LEFT JOIN
  base_failures AS base
  ON
    verdicts.test_id = base.test_id
    AND verdicts.compared_fingerprint = base.compared_fingerprint
    AND verdicts.last_base_failure_at = base.started_at
LEFT JOIN
  first_pull_requests AS first
  ON
    verdicts.test_id = first.test_id
    AND verdicts.compared_fingerprint = first.compared_fingerprint
    AND first.place = 1
LEFT JOIN
  first_pull_requests AS others
  ON
    verdicts.other_pull_request_failures > 0
    AND verdicts.test_id = others.test_id
    AND verdicts.compared_fingerprint = others.compared_fingerprint
    AND others.place = IF(first.pull_request = verdicts.pull_request, 2, 1)
