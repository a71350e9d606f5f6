WITH
  -- A repetition of what failed can lack outer suites, as Robot Framework's does. Of the tests with such a name the one
  -- that failed in the reports before is meant, if there is only one.
  compared AS (
    SELECT
      *,
      MIN(IF(outcome = 'failed' AND report_attempt = 0, test_id, NULL)) OVER names AS failed_id,
      MAX(IF(outcome = 'failed' AND report_attempt = 0, test_id, NULL)) OVER names AS other_failed_id,
      MAX(IF(outcome = 'failed' AND report_attempt = 0, class_name, NULL)) OVER names AS failed_class_name,
      MAX(IF(outcome = 'failed' AND report_attempt = 0, suite, NULL)) OVER names AS failed_suite
    FROM
      ci.variant_results
    WINDOW
      names AS (
        PARTITION BY
          build_date,
          bucket,
          build_path,
          test_name,
          REGEXP_EXTRACT(COALESCE(class_name, suite), r'[^.> ]*$')
      )
  ),

  matched AS (
    SELECT
      *,
      COALESCE(
        report_attempt > 0
        AND test_id != failed_id
        AND failed_id = other_failed_id
        AND (
          ENDS_WITH(failed_class_name, CONCAT('.', class_name))
          OR ENDS_WITH(failed_suite, CONCAT(' > ', suite))
        ),
        FALSE
      ) AS is_repetition
    FROM
      compared
  ),

  -- Of several variants the one decides that failed or, if none did, that was flaky.
  variants AS (
    SELECT
      * EXCEPT (test_id),
      IF(is_repetition, failed_id, test_id) AS test_id,
      CONCAT(
        CASE outcome
          WHEN 'failed' THEN '1'
          WHEN 'flaky' THEN '2'
          WHEN 'passed' THEN '3'
          WHEN 'interrupted' THEN '4'
          ELSE '5'
        END,
        IF(is_repetition, '~', ''),
        COALESCE(variant, '')
      ) AS place
    FROM
      matched
  ),

  results AS (
    SELECT
      build_date,
      bucket,
      build_path,
      job,
      build_id,
      test_id,
      MAX(IF(is_repetition, NULL, suite)) AS suite,
      MAX(IF(is_repetition, NULL, class_name)) AS class_name,
      MAX(IF(is_repetition, NULL, test_name)) AS test_name,
      MIN(case_kind) AS case_kind,
      IF(
        LOGICAL_OR(is_repetition AND outcome IN ('passed', 'flaky'))
        AND COUNTIF(NOT is_repetition AND outcome = 'failed') = 1,
        'flaky',
        ANY_VALUE(outcome HAVING MIN place)
      ) AS outcome,
      IF(COUNTIF(NOT is_repetition) > 1, ANY_VALUE(variant HAVING MIN place), NULL) AS variant,
      COUNTIF(NOT is_repetition) AS variants,
      SUM(attempts) AS attempts,
      SUM(failed_attempts) AS failed_attempts,
      SUM(duration_seconds) AS duration_seconds,
      ANY_VALUE(failure_message HAVING MIN IF(failure_message IS NULL, NULL, place)) AS failure_message,
      ANY_VALUE(failure_text HAVING MIN IF(failure_text IS NULL, NULL, place)) AS failure_text,
      ANY_VALUE(failure_fingerprint HAVING MIN IF(failure_fingerprint IS NULL, NULL, place)) AS failure_fingerprint,
      ANY_VALUE(skip_reason HAVING MIN IF(skip_reason IS NULL, NULL, place)) AS skip_reason
    FROM
      variants
    GROUP BY
      build_date,
      bucket,
      build_path,
      job,
      build_id,
      test_id
  ),

  -- Go reports a test beside its subtests, whose names begin with its own and a slash. With the slash at the end, names
  -- are sorted so that a test stands right before its subtests; LEAD looks for them among all results, and among those
  -- that failed.
  related AS (
    SELECT
      *,
      case_kind = 'test'
      AND REGEXP_CONTAINS(test_name, r'^(?:Test|Benchmark|Example|Fuzz)')
      AND COALESCE(
        STARTS_WITH(
          LEAD(test_name) OVER (
            PARTITION BY build_date, bucket, build_path, suite, class_name
            ORDER BY CONCAT(test_name, '/')
          ),
          CONCAT(test_name, '/')
        ),
        FALSE
      ) AS is_parent,
      COALESCE(
        STARTS_WITH(
          LEAD(test_name) OVER (
            PARTITION BY build_date, bucket, build_path, suite, class_name, outcome IN ('failed', 'flaky')
            ORDER BY CONCAT(test_name, '/')
          ),
          CONCAT(test_name, '/')
        ),
        FALSE
      ) AS is_explained
    FROM
      results
  )

SELECT
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  test_id,
  suite,
  class_name,
  test_name,
  IF(is_parent, 'parent', case_kind) AS case_kind,
  case_kind = 'summary' OR (is_parent AND is_explained AND outcome IN ('failed', 'flaky')) AS is_summary,
  outcome,
  variant,
  variants,
  attempts,
  failed_attempts,
  duration_seconds,
  failure_message,
  failure_text,
  failure_fingerprint,
  skip_reason
FROM
  related
