WITH
  -- Where the message is blank the text is used, as in the fingerprint.
  failures AS (
    SELECT
      *,
      SUBSTR(IF(REGEXP_CONTAINS(failure_message, r'\S'), failure_message, failure_text), 1, 2000) AS message
    FROM
      ci.distinct_attempts
    WHERE
      outcome IN ('failed', 'errored')
      AND failure_fingerprint IS NOT NULL
  )

SELECT
  build_date,
  failure_fingerprint,
  bucket,
  build_path,
  object_name,
  ordinal,
  job,
  build_id,
  test_id,
  test_name,
  {{ kind_of_case(case_kind, suite, test_name) }} AS case_kind,
  message,
  {{ wording(message) }} AS wording
FROM
  failures
