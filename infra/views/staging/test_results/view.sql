WITH
  -- The smallest place marks the first attempt that did not pass.
  attempts AS (
    SELECT
      *,
      outcome = 'passed' AS is_pass,
      outcome IN ('failed', 'errored') AS is_failure,
      IF(
        outcome = 'passed',
        NULL,
        CONCAT(object_name, ' ', LPAD(CAST(ordinal AS STRING), 19, '0'))
      ) AS place
    FROM
      ci.distinct_attempts
  )

SELECT
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  test_id,
  ANY_VALUE(suite) AS suite,
  ANY_VALUE(class_name) AS class_name,
  ANY_VALUE(test_name) AS test_name,
  LOGICAL_OR(test_name = 'Test' AND COALESCE(suite, '') = 'kubetest2') AS is_summary,
  CASE
    WHEN LOGICAL_OR(is_pass) AND LOGICAL_OR(is_failure) THEN 'flaky'
    WHEN LOGICAL_OR(is_failure) THEN 'failed'
    WHEN LOGICAL_OR(is_pass) THEN 'passed'
    WHEN LOGICAL_OR(outcome = 'interrupted') THEN 'interrupted'
    ELSE 'skipped'
  END AS outcome,
  COUNT(*) AS attempts,
  COUNTIF(is_failure) AS failed_attempts,
  SUM(duration_seconds) AS duration_seconds,
  ANY_VALUE(failure_message HAVING MIN IF(failure_message IS NULL, NULL, place)) AS failure_message,
  ANY_VALUE(failure_text HAVING MIN IF(failure_text IS NULL, NULL, place)) AS failure_text,
  ANY_VALUE(failure_fingerprint HAVING MIN IF(failure_fingerprint IS NULL, NULL, place)) AS failure_fingerprint,
  ANY_VALUE(skip_reason HAVING MIN IF(skip_reason IS NULL, NULL, place)) AS skip_reason
FROM
  attempts
GROUP BY
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  test_id
