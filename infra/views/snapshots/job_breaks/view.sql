WITH
  histories AS (
    SELECT * FROM ci.job_histories
  ),

  jobs AS (
    SELECT
      job,
      MAX(ended_builds) AS ended_builds,
      LOGICAL_OR(tests_pull_request) AS tests_pull_requests,
      COALESCE(MIN(IF({{ is_in_last_28_days(build_date) }}, ordinal, NULL)), MAX(ended_builds) + 1) AS window_ordinal
    FROM
      histories
    GROUP BY
      job
  ),

  -- A run is a series of consecutive builds that all pass or all do not. Builds of one pull request in a run are one
  -- observation.
  runs AS (
    SELECT
      job,
      is_pass,
      MIN(ordinal) AS first_ordinal,
      MAX(ordinal) + 1 AS end_ordinal,
      COUNT(DISTINCT subject) AS length
    FROM
      histories
    GROUP BY
      job,
      run,
      is_pass
  ),

  -- The rate of failures before a run, by the rule of succession of P. S. Laplace.
  rated_runs AS (
    SELECT
      *,
      (COALESCE(SUM(IF(is_pass, 0, length)) OVER earlier, 0) + 1) / (COALESCE(SUM(length) OVER earlier, 0) + 2) AS earlier_rate
    FROM
      runs
    WINDOW
      earlier AS (
        PARTITION BY job
        ORDER BY first_ordinal
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      )
  ),

  test_days AS (
    SELECT
      build_date,
      job,
      test_id,
      outcomes
    FROM
      ci.unstable_test_days
    WHERE
      NOT is_summary
  ),

  failing_tests AS (
    SELECT
      job,
      test_id,
      ANY_VALUE(test_name HAVING MAX last_build_date) AS test_name,
      COUNT(*) OVER (PARTITION BY job) AS tests
    FROM
      ci.recent_tests
    WHERE
      NOT is_summary
    GROUP BY
      job,
      test_id
    QUALIFY
      SUM(failed) >= 2
  ),

  -- Results of the tests and, where test_id is NULL, of the builds that failed without a failed test.
  results AS (
    SELECT
      builds.job,
      tests.test_id,
      tests.tests,
      builds.ordinal,
      builds.subject,
      builds.next_pass_ordinal,
      SUBSTR(days.outcomes, builds.position, 1) = 'F' AS is_failed
    FROM
      failing_tests AS tests
    INNER JOIN
      test_days AS days
      ON
        tests.job = days.job
        AND tests.test_id = days.test_id
    INNER JOIN
      histories AS builds
      ON
        days.build_date = builds.build_date
        AND days.job = builds.job
    WHERE
      SUBSTR(days.outcomes, builds.position, 1) IN ('P', 'F', 'X')
    UNION ALL
    SELECT
      job,
      CAST(NULL AS STRING) AS test_id,
      1 AS tests,
      ordinal,
      subject,
      next_pass_ordinal,
      is_failed_without_test AS is_failed
    FROM
      histories
  ),

  placed_results AS (
    SELECT
      *,
      COUNT(*) OVER (PARTITION BY job, test_id) AS results,
      COUNT(IF(is_failed, NULL, 1)) OVER (
        PARTITION BY job, test_id
        ORDER BY ordinal
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS passes_before,
      MIN(IF(is_failed, NULL, ordinal)) OVER (
        PARTITION BY job, test_id
        ORDER BY ordinal
        ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
      ) AS next_passed_ordinal
    FROM
      results
  ),

  -- A streak is a series of failures of a test in a job without a pass between them. It ends with the next pass of the test
  -- or, if the test was not run again, of the job.
  streaks AS (
    SELECT
      job,
      test_id,
      passes_before,
      MAX(tests) AS tests,
      MAX(results) AS results,
      MIN(ordinal) AS first_ordinal,
      LEAST(COALESCE(MAX(next_passed_ordinal), MAX(next_pass_ordinal)), MAX(next_pass_ordinal)) AS end_ordinal,
      COUNT(DISTINCT subject) AS length
    FROM
      placed_results
    WHERE
      is_failed
    GROUP BY
      job,
      test_id,
      passes_before
  ),

  counted_streaks AS (
    SELECT
      *,
      COALESCE(SUM(length) OVER earlier_streaks, 0) AS failures_before
    FROM
      streaks
    WINDOW
      earlier_streaks AS (
        PARTITION BY job, test_id
        ORDER BY first_ordinal
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      )
  ),

  -- A test without earlier results is new: it failed none of the builds before.
  earlier_results AS (
    SELECT
      streaks.*,
      jobs.ended_builds,
      jobs.tests_pull_requests,
      IF(
        streaks.failures_before + streaks.passes_before > 0,
        streaks.failures_before + streaks.passes_before,
        streaks.first_ordinal - LEAST(jobs.window_ordinal, streaks.first_ordinal)
      ) AS results_before
    FROM
      counted_streaks AS streaks
    INNER JOIN
      jobs
      ON streaks.job = jobs.job
  ),

  -- A test that has not failed before fails as rarely as tests do in general, which is a beta prior with a mean of 2 %. The
  -- prior is flat for a test that has failed, for builds without a failed test, and where pull requests are tested, since
  -- these break tests themselves.
  rated_streaks AS (
    SELECT
      *,
      IF(
        test_id IS NOT NULL AND failures_before = 0 AND NOT tests_pull_requests,
        0.5 / (25 + results_before),
        (failures_before + 1) / (2 + results_before)
      ) AS earlier_rate
    FROM
      earlier_results
  ),

  -- Streaks that are unlikely at the test's own earlier rate. The correction is for the number of tests of the job and, for
  -- a streak that has ended, of results of the test (Bonferroni).
  unlikely_for_test AS (
    SELECT
      job,
      test_id,
      first_ordinal,
      end_ordinal
    FROM
      rated_streaks
    WHERE
      length >= 2
      AND tests * IF(end_ordinal > ended_builds, 1, results) * POW(earlier_rate, length) <= 0.001
  ),

  -- Results of tests are read for 28 days. A streak from the beginning of these is as old as the run of failures.
  aged_streaks AS (
    SELECT
      runs.job,
      streaks.test_id,
      IF(COALESCE(streaks.first_ordinal, 0) <= jobs.window_ordinal, runs.first_ordinal, streaks.first_ordinal) AS first_ordinal,
      COALESCE(streaks.end_ordinal, runs.end_ordinal) AS end_ordinal,
      IF(COALESCE(streaks.first_ordinal, 0) <= jobs.window_ordinal, runs.length, streaks.length) AS length,
      runs.earlier_rate,
      jobs.ended_builds
    FROM
      rated_runs AS runs
    INNER JOIN
      jobs
      ON runs.job = jobs.job
    LEFT JOIN
      streaks
      ON
        runs.job = streaks.job
        AND runs.first_ordinal <= streaks.first_ordinal
        AND runs.end_ordinal > streaks.first_ordinal
    WHERE
      NOT runs.is_pass
      AND (streaks.job IS NOT NULL OR runs.end_ordinal <= jobs.window_ordinal)
  ),

  -- Streaks that are unlikely at the job's own earlier rate. One that has ended could have begun at any build since.
  unlikely_for_job AS (
    SELECT
      job,
      test_id,
      first_ordinal,
      end_ordinal
    FROM
      aged_streaks
    WHERE
      length >= 2
      AND IF(end_ordinal > ended_builds, 1, ended_builds + 1 - first_ordinal) * POW(earlier_rate, length) <= 0.01
  ),

  causes AS (
    SELECT * FROM unlikely_for_test
    UNION ALL
    SELECT * FROM unlikely_for_job
  ),

  -- Causes that overlap, or follow each other at once, are one break.
  numbered_causes AS (
    SELECT
      *,
      COUNT(IF(first_ordinal <= end_before, NULL, 1)) OVER (
        PARTITION BY job
        ORDER BY first_ordinal, end_ordinal, test_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS break_number
    FROM
      (
        SELECT
          *,
          MAX(end_ordinal) OVER (
            PARTITION BY job
            ORDER BY first_ordinal, end_ordinal, test_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
          ) AS end_before
        FROM
          causes
      )
  ),

  breaks AS (
    SELECT
      job,
      break_number,
      MIN(first_ordinal) AS first_ordinal,
      MAX(end_ordinal) AS end_ordinal
    FROM
      numbered_causes
    GROUP BY
      job,
      break_number
  ),

  named AS (
    SELECT
      breaks.*,
      MIN(IF(causes.first_ordinal = breaks.first_ordinal, causes.test_id, NULL)) AS test_id,
      COUNT(DISTINCT causes.test_id) AS tests
    FROM
      breaks
    INNER JOIN
      numbered_causes AS causes
      ON
        breaks.job = causes.job
        AND breaks.break_number = causes.break_number
    GROUP BY
      breaks.job,
      breaks.break_number,
      breaks.first_ordinal,
      breaks.end_ordinal
  )

SELECT
  named.job,
  named.first_ordinal,
  named.end_ordinal,
  named.test_id,
  failing_tests.test_name,
  named.tests
FROM
  named
LEFT JOIN
  failing_tests
  ON
    named.job = failing_tests.job
    AND named.test_id = failing_tests.test_id
