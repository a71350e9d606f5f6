-- Only the few reports with rows that were delivered twice are sorted.
SELECT
  attempts.*
FROM
  ci_raw.test_attempts AS attempts
INNER JOIN
  ci.current_reports AS reports
  ON
    {{ is_of_reading(attempts, reports) }}
WHERE
  NOT reports.has_duplicates
UNION ALL
SELECT
  attempts.*
FROM
  ci_raw.test_attempts AS attempts
INNER JOIN
  ci.current_reports AS reports
  ON
    {{ is_of_reading(attempts, reports) }}
WHERE
  reports.has_duplicates
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY attempts.build_date, attempts.bucket, attempts.object_name, attempts.ordinal
    ORDER BY attempts.generation
  ) = 1
