WITH
  incident_regressions AS (
    SELECT * FROM ci.incident_regressions
  ),

  -- Failed results that a regression explains: from its first bad build to the next change of the history.
  lost_results AS (
    SELECT
      regressions.branch,
      regressions.broke_at,
      results.build_date,
      results.bucket,
      results.build_path,
      results.test_id
    FROM
      incident_regressions AS regressions
    INNER JOIN
      ci.histories AS results
      ON
        regressions.job = results.job
        AND COALESCE(regressions.test_id, '') = COALESCE(results.test_id, '')
        AND results.started_at >= regressions.first_build_after_started_at
        AND (regressions.next_change_at IS NULL OR results.started_at < regressions.next_change_at)
    WHERE
      results.outcome != 'passed'
      AND NOT (
        {{ is_result_of_infra(results.case_kind, results.is_infra_failure, results.failed_tests, results.failed_phases) }}
      )
  ),

  outages AS (
    SELECT
      *,
      CONCAT(dimension, ' ', value) AS subject
    FROM
      ci.outages
  ),

  -- Jobs in which many tests fail as a rule are broken in another way. In others three times as many as usual are a mass failure.
  usual_jobs AS (
    SELECT
      job,
      AVG(IF({{ is_mass_failure(failed_tests, failed_phases, run_tests) }}, NULL, failed_tests - failed_phases)) AS usual_failures
    FROM
      ci.recent_builds
    GROUP BY
      job
    HAVING
      2 * COUNTIF({{ is_mass_failure(failed_tests, failed_phases, run_tests) }}) < COUNT(run_tests)
  ),

  -- Builds in which many tests failed, and that neither a regression in their own history nor an outage explains.
  mass_builds AS (
    SELECT
      builds.build_date,
      builds.bucket,
      builds.build_path,
      builds.job,
      builds.build_id,
      builds.started_at,
      builds.url,
      builds.inputs,
      builds.repo_commit,
      builds.failed_tests - builds.failed_phases AS failed_tests,
      {{ branch(builds.inputs, builds.kops_version) }} AS branch
    FROM
      ci.recent_builds AS builds
    INNER JOIN
      usual_jobs
      ON builds.job = usual_jobs.job
    LEFT JOIN
      lost_results
      ON
        builds.build_date = lost_results.build_date
        AND builds.bucket = lost_results.bucket
        AND builds.build_path = lost_results.build_path
    LEFT JOIN
      outages
      ON
        outages.subject IN (
          CONCAT('cloud ', builds.cloud), CONCAT('region ', builds.region), CONCAT('cluster ', builds.cluster)
        )
        AND builds.started_at >= outages.started_at
        AND builds.started_at <= outages.ended_at
    WHERE
      builds.outcome IN ('failed', 'errored')
      AND COALESCE(builds.job_type, '') NOT IN ('presubmit', 'batch')
      AND {{ is_mass_failure(builds.failed_tests, builds.failed_phases, builds.run_tests) }}
      AND builds.failed_tests - builds.failed_phases >= 3 * COALESCE(usual_jobs.usual_failures, 0)
      AND lost_results.build_path IS NULL
      AND outages.subject IS NULL
  ),

  totals AS (
    SELECT
      branch,
      broke_at,
      COUNT(DISTINCT test_id) AS tests,
      COUNT(*) AS regressions,
      COUNTIF(recovered_at IS NULL) AS open_regressions,
      IF(COUNTIF(recovered_at IS NULL) = 0, MAX(recovered_at), NULL) AS ended_at
    FROM
      incident_regressions
    GROUP BY
      branch,
      broke_at
  ),

  incident_tests AS (
    SELECT DISTINCT
      branch,
      broke_at,
      test_id
    FROM
      incident_regressions
    WHERE
      test_id IS NOT NULL
  ),

  -- A build belongs to an incident of at least 5 tests and of a repository that it tests, with half of the tests that failed in
  -- it, although its job has too few of them for a regression. Jobs run at different times, so it may start a day before.
  mass_builds_of_incidents AS (
    SELECT
      incidents.branch,
      incidents.broke_at,
      builds.build_date,
      builds.bucket,
      builds.build_path,
      builds.job
    FROM
      mass_builds AS builds
    INNER JOIN
      totals AS incidents
      ON
        incidents.tests >= 5
        AND (
          builds.inputs IS NULL
          OR STRPOS(incidents.branch, '/') = 0
          OR STRPOS(CONCAT('; ', builds.inputs), CONCAT('; ', REGEXP_EXTRACT(incidents.branch, r'^[^ ]+'), '@')) > 0
        )
        AND builds.started_at >= TIMESTAMP_SUB(incidents.broke_at, INTERVAL 1 DAY)
        AND (incidents.ended_at IS NULL OR builds.started_at < incidents.ended_at)
    INNER JOIN
      ci.unstable_results AS results
      ON
        builds.build_date = results.build_date
        AND builds.bucket = results.bucket
        AND builds.build_path = results.build_path
    INNER JOIN
      incident_tests AS tests
      ON
        incidents.branch = tests.branch
        AND incidents.broke_at = tests.broke_at
        AND results.test_id = tests.test_id
    WHERE
      results.outcome = 'failed'
    GROUP BY
      incidents.branch,
      incidents.broke_at,
      builds.build_date,
      builds.bucket,
      builds.build_path,
      builds.job,
      builds.branch,
      builds.failed_tests
    HAVING
      2 * COUNT(DISTINCT results.test_id) >= builds.failed_tests
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY builds.build_date, builds.bucket, builds.build_path
        ORDER BY
          IF(builds.branch = incidents.branch, 0, 1),
          COUNT(DISTINCT results.test_id) DESC,
          incidents.broke_at,
          incidents.branch
      ) = 1
  ),

  mass_failures AS (
    SELECT
      builds.*
    FROM
      mass_builds AS builds
    LEFT JOIN
      mass_builds_of_incidents AS explained
      ON
        builds.build_date = explained.build_date
        AND builds.bucket = explained.bucket
        AND builds.build_path = explained.build_path
    WHERE
      explained.build_path IS NULL
  ),

  lost_builds AS (
    SELECT
      branch,
      broke_at,
      COUNT(DISTINCT CONCAT(bucket, '/', build_path)) AS builds_lost
    FROM
      (
        SELECT branch, broke_at, bucket, build_path FROM lost_results
        UNION ALL
        SELECT branch, broke_at, bucket, build_path FROM mass_builds_of_incidents
      )
    GROUP BY
      branch,
      broke_at
  ),

  incident_jobs AS (
    SELECT
      branch,
      broke_at,
      COUNT(DISTINCT job) AS jobs
    FROM
      (
        SELECT branch, broke_at, job FROM incident_regressions
        UNION ALL
        SELECT branch, broke_at, job FROM mass_builds_of_incidents
      )
    GROUP BY
      branch,
      broke_at
  ),

  failures AS (
    SELECT
      lost_results.branch,
      lost_results.broke_at,
      failures.failure_fingerprint,
      COUNT(DISTINCT CONCAT(lost_results.bucket, '/', lost_results.build_path)) AS builds,
      MIN(failures.message) AS message
    FROM
      lost_results
    INNER JOIN
      ci.clustered_failures AS failures
      ON
        lost_results.build_date = failures.build_date
        AND lost_results.bucket = failures.bucket
        AND lost_results.build_path = failures.build_path
        AND lost_results.test_id = failures.test_id
    WHERE
      {{ is_in_last_28_days(failures.build_date) }}
    GROUP BY
      lost_results.branch,
      lost_results.broke_at,
      failures.failure_fingerprint
  ),

  clusters AS (
    SELECT
      *,
      COUNT(*) OVER (PARTITION BY branch, broke_at) AS clusters
    FROM
      failures
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY branch, broke_at ORDER BY builds DESC, failure_fingerprint) = 1
  ),

  owners AS (
    SELECT
      branch,
      broke_at,
      {{ owner(test_name) }} AS owner,
      COUNT(DISTINCT test_id) AS tests
    FROM
      incident_regressions
    WHERE
      {{ owner(test_name) }} IS NOT NULL
    GROUP BY
      branch,
      broke_at,
      owner
  ),

  -- The owner of more than half of the tests that have one.
  main_owners AS (
    SELECT
      *
    FROM
      owners
    WHERE
      TRUE
    QUALIFY
      2 * tests > SUM(tests) OVER (PARTITION BY branch, broke_at)
  ),

  -- Of the good builds the last and of the bad ones the first have the shortest list of commits between them.
  last_good_builds AS (
    SELECT
      *
    FROM
      incident_regressions
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY branch, broke_at
        ORDER BY last_build_before_started_at DESC, job, test_id
      ) = 1
  ),

  first_bad_builds AS (
    SELECT
      *
    FROM
      incident_regressions
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY branch, broke_at
        ORDER BY first_build_after_started_at, test_id IS NULL, job, test_id
      ) = 1
  ),

  broken_branches AS (
    SELECT
      'regression' AS kind,
      totals.branch AS subject,
      totals.broke_at AS started_at,
      totals.open_regressions > 0 AS is_open,
      totals.ended_at,
      incident_jobs.jobs,
      totals.tests,
      totals.regressions,
      totals.open_regressions,
      clusters.clusters,
      lost_builds.builds_lost,
      owners.owner,
      bad.job AS example_job,
      bad.test_name AS example_test_name,
      clusters.failure_fingerprint AS example_fingerprint,
      clusters.message AS example_message,
      good.last_build_before AS last_good_build,
      good.last_build_before_started_at AS last_good_started_at,
      good.inputs_before AS last_good_inputs,
      good.repo_commit_before AS last_good_commit,
      bad.first_build_after AS first_bad_build,
      bad.first_build_after_started_at AS first_bad_started_at,
      bad.inputs_after AS first_bad_inputs,
      bad.repo_commit_after AS first_bad_commit,
      bad.first_build_after_url AS first_bad_url
    FROM
      totals
    INNER JOIN
      lost_builds
      ON
        totals.branch = lost_builds.branch
        AND totals.broke_at = lost_builds.broke_at
    INNER JOIN
      incident_jobs
      ON
        totals.branch = incident_jobs.branch
        AND totals.broke_at = incident_jobs.broke_at
    INNER JOIN
      last_good_builds AS good
      ON
        totals.branch = good.branch
        AND totals.broke_at = good.broke_at
    INNER JOIN
      first_bad_builds AS bad
      ON
        totals.branch = bad.branch
        AND totals.broke_at = bad.broke_at
    LEFT JOIN
      clusters
      ON
        totals.branch = clusters.branch
        AND totals.broke_at = clusters.broke_at
    LEFT JOIN
      main_owners AS owners
      ON
        totals.branch = owners.branch
        AND totals.broke_at = owners.broke_at
  ),

  -- Mass failures of a branch on consecutive days are one incident, which is known by the first day.
  mass_failure_days AS (
    SELECT
      *,
      DATE_DIFF(build_date, DATE '2000-01-01', DAY) - DENSE_RANK() OVER (PARTITION BY branch ORDER BY build_date) AS period
    FROM
      mass_failures
  ),

  mass_failure_periods AS (
    SELECT
      branch,
      period,
      MIN(started_at) AS started_at,
      COUNT(*) AS builds,
      COUNT(DISTINCT job) AS jobs,
      MAX(failed_tests) AS tests
    FROM
      mass_failure_days
    GROUP BY
      branch,
      period
  ),

  first_mass_failures AS (
    SELECT
      *
    FROM
      mass_failure_days
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY branch, period ORDER BY started_at, job, build_id) = 1
  ),

  newest AS (
    SELECT TIMESTAMP_SUB(MAX(started_at), INTERVAL 1 HOUR) AS recent_at FROM ci.recent_builds
  )

SELECT
  kind,
  subject,
  started_at,
  is_open,
  ended_at,
  jobs,
  tests,
  regressions,
  open_regressions,
  clusters,
  builds_lost,
  owner,
  example_job,
  example_test_name,
  example_fingerprint,
  example_message,
  last_good_build,
  last_good_started_at,
  last_good_inputs,
  last_good_commit,
  first_bad_build,
  first_bad_started_at,
  first_bad_inputs,
  first_bad_commit,
  first_bad_url,
  IF(
    REGEXP_EXTRACT(last_good_inputs, r'^([^@ ;]+)@[0-9a-f]{7,40}(?:;|$)') = REGEXP_EXTRACT(subject, r'^[^ ]+')
    AND REGEXP_EXTRACT(first_bad_inputs, r'^([^@ ;]+)@[0-9a-f]{7,40}(?:;|$)') = REGEXP_EXTRACT(subject, r'^[^ ]+'),
    CONCAT(
      'https://github.com/',
      REGEXP_EXTRACT(subject, r'^[^ ]+'),
      '/compare/',
      REGEXP_EXTRACT(last_good_inputs, r'@([0-9a-f]+)'),
      '...',
      REGEXP_EXTRACT(first_bad_inputs, r'@([0-9a-f]+)')
    ),
    NULL
  ) AS compare_url
FROM
  broken_branches
UNION ALL
SELECT
  'outage' AS kind,
  outages.subject,
  outages.started_at,
  outages.ended_at >= newest.recent_at AS is_open,
  IF(outages.ended_at >= newest.recent_at, NULL, outages.ended_at) AS ended_at,
  CAST(NULL AS INT64) AS jobs,
  CAST(NULL AS INT64) AS tests,
  CAST(NULL AS INT64) AS regressions,
  CAST(NULL AS INT64) AS open_regressions,
  CAST(NULL AS INT64) AS clusters,
  outages.failures AS builds_lost,
  CAST(NULL AS STRING) AS owner,
  CAST(NULL AS STRING) AS example_job,
  CAST(NULL AS STRING) AS example_test_name,
  CAST(NULL AS STRING) AS example_fingerprint,
  CAST(NULL AS STRING) AS example_message,
  CAST(NULL AS STRING) AS last_good_build,
  CAST(NULL AS TIMESTAMP) AS last_good_started_at,
  CAST(NULL AS STRING) AS last_good_inputs,
  CAST(NULL AS STRING) AS last_good_commit,
  CAST(NULL AS STRING) AS first_bad_build,
  CAST(NULL AS TIMESTAMP) AS first_bad_started_at,
  CAST(NULL AS STRING) AS first_bad_inputs,
  CAST(NULL AS STRING) AS first_bad_commit,
  CAST(NULL AS STRING) AS first_bad_url,
  CAST(NULL AS STRING) AS compare_url
FROM
  outages
CROSS JOIN
  newest
UNION ALL
SELECT
  'mass_failure' AS kind,
  periods.branch AS subject,
  periods.started_at,
  FALSE AS is_open,
  CAST(NULL AS TIMESTAMP) AS ended_at,
  periods.jobs,
  periods.tests,
  CAST(NULL AS INT64) AS regressions,
  CAST(NULL AS INT64) AS open_regressions,
  CAST(NULL AS INT64) AS clusters,
  periods.builds AS builds_lost,
  CAST(NULL AS STRING) AS owner,
  first.job AS example_job,
  CAST(NULL AS STRING) AS example_test_name,
  CAST(NULL AS STRING) AS example_fingerprint,
  CAST(NULL AS STRING) AS example_message,
  CAST(NULL AS STRING) AS last_good_build,
  CAST(NULL AS TIMESTAMP) AS last_good_started_at,
  CAST(NULL AS STRING) AS last_good_inputs,
  CAST(NULL AS STRING) AS last_good_commit,
  first.build_id AS first_bad_build,
  first.started_at AS first_bad_started_at,
  first.inputs AS first_bad_inputs,
  first.repo_commit AS first_bad_commit,
  first.url AS first_bad_url,
  CAST(NULL AS STRING) AS compare_url
FROM
  mass_failure_periods AS periods
INNER JOIN
  first_mass_failures AS first
  ON
    periods.branch = first.branch
    AND periods.period = first.period
