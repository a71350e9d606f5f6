WITH
  jobs AS (
    SELECT
      job,
      ANY_VALUE(kops_version HAVING MAX build_date) AS kops_version,
      LOGICAL_OR(job_type IN ('presubmit', 'batch')) AS is_of_pull_requests
    FROM
      ci.recent_builds
    GROUP BY
      job
  ),

  -- Each change with the next one of its history, which ends it.
  changes AS (
    SELECT
      changes.*,
      LEAD(first_build_after_started_at) OVER history AS next_change_at,
      LEAD(direction) OVER history AS next_direction
    FROM
      ci.test_changepoints AS changes
    WINDOW
      history AS (PARTITION BY job, test_id ORDER BY first_build_after_started_at)
  ),

  -- Pull requests have failures of their own. A build that failed before it checked out its repositories has no inputs: the
  -- build before has. The versions that an upgrade starts from are left out, as they are published ones.
  regressions AS (
    SELECT
      changes.*,
      COALESCE(jobs.kops_version, '') AS kops_version,
      REGEXP_REPLACE(COALESCE(changes.inputs_after, changes.inputs_before, ''), r'; from .*', '') AS tested,
      CONCAT('; ', COALESCE(changes.inputs_before, ''), '; ') AS tested_before,
      changes.earliest_build_after = changes.first_build_after
      AND changes.latest_build_after = changes.first_build_after AS is_certain
    FROM
      changes
    INNER JOIN
      jobs
      ON changes.job = jobs.job
    WHERE
      changes.direction = 'regressed'
      AND NOT COALESCE(jobs.is_of_pull_requests, FALSE)
  ),

  -- Jobs test one branch if they test the same repository and the same minor version of kOps. Of several repositories those
  -- come into question that have another commit than in the build before.
  repositories AS (
    SELECT
      *,
      REGEXP_EXTRACT(input, r'^([^@ ;]+)@') AS repository,
      STRPOS(tested_before, CONCAT('; ', input, '; ')) = 0 AS is_changed
    FROM
      regressions
    CROSS JOIN
      UNNEST(SPLIT(tested, '; ')) AS input
  ),

  regressions_by_branch AS (
    SELECT
      *,
      TRIM(CONCAT(COALESCE(repository, ''), ' ', kops_version)) AS branch
    FROM
      repositories
    WHERE
      TRUE
    QUALIFY
      is_changed
      OR NOT COALESCE(
        LOGICAL_OR(is_changed) OVER (PARTITION BY job, test_id, first_build_after_started_at),
        FALSE
      )
  ),

  -- A regression happened after the last good build and not after the first bad one. The times of first bad builds are
  -- tried as the time of an incident.
  times AS (
    SELECT DISTINCT
      branch,
      first_build_after_started_at AS broke_at
    FROM
      regressions_by_branch
  ),

  possible_times AS (
    SELECT
      regressions.job,
      regressions.test_id,
      regressions.first_build_after_started_at,
      regressions.is_certain,
      times.branch,
      times.broke_at,
      IF(
        regressions.test_id IS NULL,
        1,
        COUNT(*) OVER (PARTITION BY times.branch, times.broke_at, regressions.test_id)
      ) AS same_test,
      COUNT(IF(regressions.is_certain, 1, NULL)) OVER (PARTITION BY times.branch, times.broke_at) AS certain_regressions
    FROM
      regressions_by_branch AS regressions
    INNER JOIN
      times
      ON
        regressions.branch = times.branch
        AND times.broke_at > regressions.last_build_before_started_at
        AND times.broke_at <= regressions.first_build_after_started_at
  ),

  -- A test that regressed in several jobs has one cause, so only the times that most of them can have are left. If it
  -- regressed in one job and its first bad build is uncertain, meeting the times of other tests says nothing.
  likely_times AS (
    SELECT
      *
    FROM
      possible_times
    WHERE
      TRUE
    QUALIFY
      same_test = MAX(same_test) OVER (PARTITION BY job, test_id, first_build_after_started_at)
      AND (same_test > 1 OR is_certain OR broke_at = first_build_after_started_at)
  ),

  -- A regression belongs to the time that most regressions of its branch can have.
  first_choices AS (
    SELECT
      branch,
      broke_at
    FROM
      likely_times
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY job, test_id, first_build_after_started_at
        ORDER BY certain_regressions DESC, broke_at, branch
      ) = 1
  ),

  -- A second round, among the times that were chosen, brings together what the first one left alone.
  chosen_times AS (
    SELECT
      branch,
      broke_at,
      COUNT(*) AS regressions
    FROM
      first_choices
    GROUP BY
      branch,
      broke_at
  ),

  second_choices AS (
    SELECT
      likely_times.job,
      likely_times.test_id,
      likely_times.first_build_after_started_at,
      likely_times.branch,
      likely_times.broke_at,
      chosen_times.regressions
    FROM
      likely_times
    INNER JOIN
      chosen_times
      ON
        likely_times.branch = chosen_times.branch
        AND likely_times.broke_at = chosen_times.broke_at
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY likely_times.job, likely_times.test_id, likely_times.first_build_after_started_at
        ORDER BY chosen_times.regressions DESC, likely_times.broke_at, likely_times.branch
      ) = 1
  ),

  -- What begins in the same build of a job has one cause.
  build_choices AS (
    SELECT
      job,
      first_build_after_started_at,
      branch,
      broke_at
    FROM
      second_choices
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY job, first_build_after_started_at
        ORDER BY regressions DESC, broke_at, branch
      ) = 1
  )

SELECT
  choices.branch,
  choices.broke_at,
  regressions.job,
  regressions.test_id,
  regressions.suite,
  regressions.class_name,
  regressions.test_name,
  regressions.last_build_before,
  regressions.last_build_before_started_at,
  regressions.repo_commit_before,
  regressions.inputs_before,
  regressions.first_build_after,
  regressions.first_build_after_started_at,
  regressions.repo_commit_after,
  regressions.inputs_after,
  regressions.first_build_after_url,
  regressions.failure_rate_after,
  IF(regressions.next_direction = 'recovered', regressions.next_change_at, NULL) AS recovered_at,
  regressions.next_change_at
FROM
  regressions
INNER JOIN
  build_choices AS choices
  ON
    regressions.job = choices.job
    AND regressions.first_build_after_started_at = choices.first_build_after_started_at
