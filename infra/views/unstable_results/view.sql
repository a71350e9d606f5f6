WITH
  unstable_tests AS (
    SELECT
      job,
      test_id
    FROM
      ci.recent_test_days
    GROUP BY
      job,
      test_id
    HAVING
      SUM(failed + flaky) > 0
  )

-- A day's letters stand for the builds of the day by their position: one that did not run the test has none.
SELECT
  days.job,
  days.test_id,
  days.suite,
  days.class_name,
  days.test_name,
  days.is_summary,
  CASE SUBSTR(days.outcomes, builds.position, 1)
    WHEN 'P' THEN 'passed'
    WHEN 'F' THEN 'failed'
    ELSE 'flaky'
  END AS outcome,
  builds.outcome AS build_outcome,
  builds.* EXCEPT (job, outcome)
FROM
  ci.recent_test_days AS days
INNER JOIN
  unstable_tests
  ON
    days.job = unstable_tests.job
    AND days.test_id = unstable_tests.test_id
INNER JOIN
  ci.recent_builds AS builds
  ON
    days.build_date = builds.build_date
    AND days.job = builds.job
WHERE
  SUBSTR(days.outcomes, builds.position, 1) IN ('P', 'F', 'X')
