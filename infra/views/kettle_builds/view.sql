-- The filters take every date: the partitioned tables want one, and queries written for kettle have none on build_date.
WITH
  -- One row for each <testcase> of the reports, as kettle has it, but for those that were skipped.
  test_cases AS (
    SELECT
      build_date,
      bucket,
      build_path,
      object_name,
      case_ordinal,
      -- kettle puts the suite before the name, except where the suite is the root of the report, as kubetest2 has it.
      ANY_VALUE(
        IF(
          suite IS NULL OR REGEXP_CONTAINS(file, r'(^|/)junit_runner\.xml$'),
          test_name,
          CONCAT(suite, ' ', test_name)
        )
      ) AS name,
      IFNULL(SUM(duration_seconds), 0) AS time,
      LOGICAL_AND(outcome IN ('failed', 'errored', 'skipped')) AS failed,
      ANY_VALUE(
        COALESCE(failure_text, failure_message)
        HAVING MIN IF(COALESCE(failure_text, failure_message) IS NULL, NULL, ordinal)
      ) AS failure_text
    FROM
      ci.distinct_attempts
    WHERE
      build_date >= DATE '1970-01-01'
    GROUP BY
      build_date,
      bucket,
      build_path,
      object_name,
      case_ordinal
    HAVING
      COUNTIF(outcome != 'skipped') > 0
  ),

  tests AS (
    SELECT
      build_date,
      bucket,
      build_path,
      ARRAY_AGG(
        STRUCT(
          name AS name,
          time AS time,
          failed AS failed,
          IF(failed, failure_text, NULL) AS failure_text
        )
        ORDER BY object_name, case_ordinal
      ) AS test,
      COUNT(*) AS tests_run,
      COUNTIF(failed) AS tests_failed
    FROM
      test_cases
    GROUP BY
      build_date,
      bucket,
      build_path
  ),

  -- kettle has a build once there is a finished.json.
  finished_builds AS (
    SELECT
      *,
      -- Members of the object, each with its value; objects and arrays in it down to the third level.
      REGEXP_EXTRACT_ALL(
        TO_JSON_STRING(metadata),
        r'"(?:[^"\\]|\\.)*":(?:"(?:[^"\\]|\\.)*"|[^"{}\[\],]+|[{\[](?:"(?:[^"\\]|\\.)*"|[^"{}\[\]]|[{\[](?:"(?:[^"\\]|\\.)*"|[^"{}\[\]]|[{\[](?:"(?:[^"\\]|\\.)*"|[^"{}\[\]])*[}\]])*[}\]])*[}\]])'
      ) AS members
    FROM
      ci.builds
    WHERE
      finished_at IS NOT NULL
      AND build_date >= DATE '1970-01-01'
  )

SELECT
  builds.build_date,
  builds.duration_seconds AS elapsed,
  builds.started_at AS started,
  builds.finished_at AS finished,
  builds.is_passed AS passed,
  COALESCE(
    builds.result,
    CASE builds.outcome WHEN 'passed' THEN 'SUCCESS' WHEN 'failed' THEN 'FAILURE' END
  ) AS result,
  builds.job_version AS version,
  CONCAT('gs://', builds.bucket, '/', REGEXP_REPLACE(builds.object_name, r'/$', '')) AS path,
  IF(STARTS_WITH(builds.object_name, 'pr-logs/'), CONCAT('pr:', builds.job), builds.job) AS job,
  SAFE_CAST(builds.build_id AS INT64) AS number,
  ARRAY(
    SELECT AS STRUCT
      JSON_VALUE(REGEXP_EXTRACT(member, r'^("(?:[^"\\]|\\.)*"):'), '$') AS key,
      IF(
        REGEXP_CONTAINS(member, r'^"(?:[^"\\]|\\.)*":"'),
        JSON_VALUE(REGEXP_REPLACE(member, r'^"(?:[^"\\]|\\.)*":', ''), '$'),
        REGEXP_REPLACE(member, r'^"(?:[^"\\]|\\.)*":', '')
      ) AS value
    FROM
      UNNEST(builds.members) AS member
    ORDER BY
      member
  ) AS metadata,
  IFNULL(tests.test, []) AS test,
  IFNULL(tests.tests_run, 0) AS tests_run,
  IFNULL(tests.tests_failed, 0) AS tests_failed,
  builds.node AS executor,
  -- With the spaces that Python writes: queries count the commas that have none.
  IF(
    builds.repos IS NULL,
    NULL,
    REPLACE(REPLACE(TO_JSON_STRING(builds.repos), '","', '", "'), '":"', '": "')
  ) AS repos,
  builds.repo_commit
FROM
  finished_builds AS builds
LEFT JOIN
  tests
  ON
    builds.build_date = tests.build_date
    AND builds.bucket = tests.bucket
    AND builds.object_name = tests.build_path
