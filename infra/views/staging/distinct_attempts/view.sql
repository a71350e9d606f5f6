-- Only the few reports with rows that were delivered twice are sorted.
SELECT
  attempts.*
FROM
  ci_raw.test_attempts AS attempts
INNER JOIN
  ci.current_reports AS reports
  ON
    attempts.build_date = reports.build_date
    AND attempts.bucket = reports.bucket
    AND attempts.object_name = reports.object_name
    AND attempts.generation = reports.generation
    AND attempts.parser_version = reports.parser_version
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
    attempts.build_date = reports.build_date
    AND attempts.bucket = reports.bucket
    AND attempts.object_name = reports.object_name
    AND attempts.generation = reports.generation
    AND attempts.parser_version = reports.parser_version
WHERE
  reports.has_duplicates
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY attempts.build_date, attempts.bucket, attempts.object_name, attempts.ordinal
    ORDER BY attempts.generation
  ) = 1
