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

  -- Jobs test one branch if they test the same repositories and the same minor version of kOps. Pull requests have
  -- failures of their own. A build that failed before it checked out its repositories has no inputs: the build before has.
  regressions AS (
    SELECT
      changes.*,
      {{ branch(COALESCE(changes.inputs_after, changes.inputs_before), jobs.kops_version) }} AS branch
    FROM
      changes
    INNER JOIN
      jobs
      ON changes.job = jobs.job
    WHERE
      changes.direction = 'regressed'
      AND NOT COALESCE(jobs.is_of_pull_requests, FALSE)
  ),

  -- A regression happened after the last good build and not after the first bad one. The times of first bad builds are
  -- tried as the time of an incident: a regression belongs to the time that most regressions of its branch can have.
  times AS (
    SELECT DISTINCT
      branch,
      first_build_after_started_at AS broke_at
    FROM
      regressions
  ),

  possible_times AS (
    SELECT
      regressions.job,
      regressions.test_id,
      regressions.first_build_after_started_at,
      times.branch,
      times.broke_at
    FROM
      regressions
    INNER JOIN
      times
      ON
        regressions.branch = times.branch
        AND times.broke_at > regressions.last_build_before_started_at
        AND times.broke_at <= regressions.first_build_after_started_at
  ),

  shared_times AS (
    SELECT
      *,
      COUNT(*) OVER (PARTITION BY branch, broke_at) AS regressions
    FROM
      possible_times
  ),

  first_choices AS (
    SELECT
      branch,
      broke_at
    FROM
      shared_times
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY job, test_id, first_build_after_started_at
        ORDER BY regressions DESC, broke_at
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
      possible_times.*
    FROM
      possible_times
    INNER JOIN
      chosen_times
      ON
        possible_times.branch = chosen_times.branch
        AND possible_times.broke_at = chosen_times.broke_at
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY possible_times.job, possible_times.test_id, possible_times.first_build_after_started_at
        ORDER BY chosen_times.regressions DESC, possible_times.broke_at
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
  second_choices AS choices
  ON
    regressions.job = choices.job
    AND COALESCE(regressions.test_id, '') = COALESCE(choices.test_id, '')
    AND regressions.first_build_after_started_at = choices.first_build_after_started_at
