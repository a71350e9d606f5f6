WITH
  infra_failures AS (
    SELECT
      *
    FROM
      ci.infra_failures
    WHERE
      {{ is_in_last_28_days(build_date) }}
  )

-- The letters of a day stand for its builds by position. A build that did not run the test has no result.
SELECT
  days.job,
  days.test_id,
  days.suite,
  days.class_name,
  days.test_name,
  days.case_kind,
  days.is_summary,
  CASE SUBSTR(days.outcomes, builds.position, 1)
    WHEN 'P' THEN 'passed'
    WHEN 'F' THEN 'failed'
    ELSE 'flaky'
  END AS outcome,
  builds.outcome AS build_outcome,
  SUBSTR(days.outcomes, builds.position, 1) != 'P'
  AND (infra_failures.test_id IS NOT NULL OR (days.case_kind IN ('phase', 'summary') AND builds.is_infra_failure))
    AS is_infra_failure,
  builds.* EXCEPT (job, outcome, is_infra_failure)
FROM
  ci.unstable_test_days AS days
INNER JOIN
  ci.recent_builds AS builds
  ON
    days.build_date = builds.build_date
    AND days.job = builds.job
LEFT JOIN
  infra_failures
  ON
    builds.build_date = infra_failures.build_date
    AND builds.bucket = infra_failures.bucket
    AND builds.build_path = infra_failures.build_path
    AND days.test_id = infra_failures.test_id
-- A build that was stopped from outside or never ended interrupts its tests, so its results are evidence of nothing.
WHERE
  SUBSTR(days.outcomes, builds.position, 1) IN ('P', 'F', 'X')
  AND COALESCE(builds.outcome, '') NOT IN ('aborted', 'running')
  AND COALESCE(builds.death_cause, '') != 'eviction'
