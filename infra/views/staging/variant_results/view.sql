WITH
  -- The greatest place marks the last attempt. Numbers in names of reports do not order retries, so their own number
  -- comes first.
  attempts AS (
    SELECT
      *,
      outcome = 'passed' AS is_pass,
      outcome IN ('failed', 'errored') AS is_failure,
      CONCAT(
        LPAD(CAST(COALESCE(report_attempt, 0) AS STRING), 4, '0'),
        ' ',
        object_name,
        ' ',
        LPAD(CAST(ordinal AS STRING), 19, '0')
      ) AS place,
      COALESCE(suite_occurrence, 1) AS occurrence,
      CONCAT(COALESCE(suite, ''), ' ', COALESCE(class_name, ''), ' ', test_name) AS written_name
    FROM
      ci.distinct_attempts
  ),

  -- How a repeated suite of a report compares with its earlier occurrences, and whether names of one report differ only
  -- in what is masked.
  compared AS (
    SELECT
      *,
      MIN(written_name) OVER names != MAX(written_name) OVER names AS has_several_names,
      MIN(occurrence) OVER suites AS first_occurrence,
      COUNT(*) OVER (suites ORDER BY occurrence RANGE BETWEEN CURRENT ROW AND CURRENT ROW) AS occurrence_attempts,
      COALESCE(
        LOGICAL_OR(is_failure) OVER earlier AND NOT LOGICAL_OR(is_pass) OVER earlier,
        FALSE
      ) AS is_again_after_failure
    FROM
      attempts
    WINDOW
      names AS (PARTITION BY build_date, bucket, object_name, test_id),
      suites AS (PARTITION BY build_date, bucket, object_name, suite, variant),
      earlier AS (
        PARTITION BY build_date, bucket, object_name, suite, variant, test_id
        ORDER BY occurrence
        RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      )
  ),

  -- A suite that is repeated is run in another way, except where the repetition has only tests that failed before, and
  -- fewer than the suite: then it is a retry.
  located AS (
    SELECT
      *,
      CASE
        WHEN occurrence = first_occurrence THEN NULL
        WHEN
          LOGICAL_AND(is_again_after_failure) OVER same_occurrence
          AND occurrence_attempts < MAX(occurrence_attempts) OVER suites
          THEN NULL
        ELSE occurrence
      END AS repetition
    FROM
      compared
    WINDOW
      suites AS (PARTITION BY build_date, bucket, object_name, suite, variant),
      same_occurrence AS (PARTITION BY build_date, bucket, object_name, suite, variant, occurrence)
  ),

  named AS (
    SELECT
      * EXCEPT (variant),
      NULLIF(
        SUBSTR(
          CONCAT(
            IF(report_label IS NULL, '', CONCAT(', report=', report_label)),
            IF(variant IS NULL, '', CONCAT(', ', variant)),
            IF(repetition IS NULL, '', CONCAT(', occurrence=', CAST(repetition AS STRING))),
            IF(has_several_names, CONCAT(', name=', written_name), '')
          ),
          3
        ),
        ''
      ) AS variant
    FROM
      located
  )

SELECT
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  test_id,
  variant,
  ANY_VALUE(suite HAVING MAX place) AS suite,
  ANY_VALUE(class_name HAVING MAX place) AS class_name,
  ANY_VALUE(test_name HAVING MAX place) AS test_name,
  MIN({{ kind_of_case(case_kind, suite, test_name) }}) AS case_kind,
  CASE
    WHEN MAX(IF(is_pass, place, NULL)) > MIN(IF(is_failure, place, NULL)) THEN 'flaky'
    WHEN LOGICAL_OR(is_failure) THEN 'failed'
    WHEN LOGICAL_OR(is_pass) THEN 'passed'
    WHEN LOGICAL_OR(outcome = 'interrupted') THEN 'interrupted'
    ELSE 'skipped'
  END AS outcome,
  COUNT(*) AS attempts,
  COUNTIF(is_failure) AS failed_attempts,
  SUM(duration_seconds) AS duration_seconds,
  MIN(COALESCE(report_attempt, 0)) AS report_attempt,
  ANY_VALUE(failure_message HAVING MIN IF(failure_message IS NULL OR is_pass, NULL, place)) AS failure_message,
  ANY_VALUE(failure_text HAVING MIN IF(failure_text IS NULL OR is_pass, NULL, place)) AS failure_text,
  ANY_VALUE(failure_fingerprint HAVING MIN IF(failure_fingerprint IS NULL OR is_pass, NULL, place))
    AS failure_fingerprint,
  ANY_VALUE(skip_reason HAVING MIN IF(skip_reason IS NULL OR is_pass, NULL, place)) AS skip_reason
FROM
  named
GROUP BY
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  test_id,
  variant
