WITH
  unstable_tests AS (
    SELECT
      job,
      test_id
    FROM
      ci.recent_tests
    GROUP BY
      job,
      test_id
    HAVING
      SUM(failed + flaky) > 0
  )

SELECT
  days.*
FROM
  ci.recent_test_days AS days
INNER JOIN
  unstable_tests
  ON
    days.job = unstable_tests.job
    AND days.test_id = unstable_tests.test_id
