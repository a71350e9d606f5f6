-- The filters on build_date match every date. The partitioned tables require one, and queries written for kettle have
-- none.
WITH
  -- kettle lists a build once it has a finished.json.
  finished_builds AS (
    SELECT
      *,
      -- JSON as Python writes it, with a space after each comma and colon outside strings: queries rely on the format.
      -- The comma at the end makes the last member match as well.
      REGEXP_REPLACE(
        CONCAT(TO_JSON_STRING(metadata), ','),
        r'((?:"(?:[^"\\]|\\.)*"|[^",:])*[,:])',
        r'\1 '
      ) AS metadata_text,
      -- kettle takes the repositories from the metadata if started.json has none.
      TO_JSON_STRING(IF(repos IS NULL, JSON_QUERY(metadata, '$.repos'), repos)) AS repos_text
    FROM
      ci.builds
    WHERE
      finished_at IS NOT NULL
      AND build_date >= DATE '1970-01-01'
  ),

  separated_builds AS (
    SELECT
      *,
      -- The members of the object with their values, which may hold objects and arrays down to the third level.
      REGEXP_EXTRACT_ALL(
        metadata_text,
        r'"(?:[^"\\]|\\.)*": (?:"(?:[^"\\]|\\.)*"|[^"{}\[\],]+|[{\[](?:"(?:[^"\\]|\\.)*"|[^"{}\[\]]|[{\[](?:"(?:[^"\\]|\\.)*"|[^"{}\[\]]|[{\[](?:"(?:[^"\\]|\\.)*"|[^"{}\[\]])*[}\]])*[}\]])*[}\]])'
      ) AS members
    FROM
      finished_builds
  ),

  -- Computed before the tests are joined, as DuckDB would compute the tests a second time for this subquery.
  described_builds AS (
    SELECT
      *,
      ARRAY(
        SELECT AS STRUCT
          JSON_VALUE(REGEXP_EXTRACT(member, r'^("(?:[^"\\]|\\.)*"): '), '$') AS key,
          IF(
            REGEXP_CONTAINS(member, r'^"(?:[^"\\]|\\.)*": "'),
            JSON_VALUE(REGEXP_REPLACE(member, r'^"(?:[^"\\]|\\.)*": ', ''), '$'),
            REGEXP_REPLACE(member, r'^"(?:[^"\\]|\\.)*": ', '')
          ) AS value
        FROM
          UNNEST(members) AS member
        -- kettle removes an empty repository, and versions that say nothing more than the column.
        WHERE
          NOT REGEXP_CONTAINS(member, r'^"repo": (?:""|null|false|0|\[\]|\{\})$')
          AND member NOT IN (
            '"job-version": ' || TO_JSON_STRING(IFNULL(version, 'N/A')),
            '"version": ' || TO_JSON_STRING(IFNULL(version, 'N/A'))
          )
        ORDER BY
          REGEXP_EXTRACT(member, r'^"((?:[^"\\]|\\.)*)": ')
      ) AS pairs
    FROM
      separated_builds
  ),

  -- kettle puts the suite before the name, except where the suite is the root of the report, as in kubetest2's.
  attempts AS (
    SELECT
      stored_attempts.*,
      CONCAT(
        IF(current_reports.root_element = 'testsuite', '', IFNULL(suite, '<unspecified>') || ' '),
        IF(test_name = '', '<unspecified>', test_name)
      ) AS name,
      -- kettle puts the message before the text, and ignores an empty one.
      COALESCE(
        NULLIF(failure_message, '') || '\n' || NULLIF(failure_text, ''),
        NULLIF(failure_message, ''),
        NULLIF(failure_text, '')
      ) AS text
    FROM
      ci_raw.test_attempts AS stored_attempts
    INNER JOIN
      ci.current_reports AS current_reports
      ON
        {{ is_of_reading(stored_attempts, current_reports) }}
    WHERE
      stored_attempts.build_date >= DATE '1970-01-01'
      AND current_reports.build_date >= DATE '1970-01-01'
      AND stored_attempts.outcome != 'skipped'
      -- Stands for failures of a suite itself, of which kettle knows nothing.
      AND stored_attempts.test_name != '[suite]'
  ),

  -- One row for each <testcase> that was not skipped, as in kettle. Nothing is summed here, so rows that were delivered
  -- twice change nothing; removing them first would take longer than the rest of the query.
  test_cases AS (
    SELECT
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      build_path,
      case_ordinal,
      ANY_VALUE(name) AS name,
      -- The duration of the element, without the re-runs in it: that of the attempt that passed, else of the first.
      ANY_VALUE(duration_seconds HAVING MIN IF(outcome = 'passed', -1, ordinal)) AS duration_seconds,
      LOGICAL_AND(outcome != 'passed') AS failed,
      ANY_VALUE(text HAVING MIN IF(text IS NULL, NULL, ordinal)) AS failure_text
    FROM
      attempts
    GROUP BY
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      build_path,
      case_ordinal
  ),

  reports AS (
    SELECT
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      build_path,
      ARRAY_AGG(
        STRUCT(
          name AS name,
          IFNULL(duration_seconds, 0) AS time,
          failed AS failed,
          IF(failed, IFNULL(failure_text, 'No Failure Message Found'), NULL) AS failure_text
        )
        ORDER BY case_ordinal
      ) AS test,
      COUNT(*) AS tests_run,
      COUNTIF(failed) AS tests_failed
    FROM
      test_cases
    GROUP BY
      build_date,
      bucket,
      object_name,
      generation,
      parser_version,
      build_path
  ),

  tests AS (
    SELECT
      build_date,
      bucket,
      build_path,
      ARRAY_CONCAT_AGG(test ORDER BY object_name) AS test,
      SUM(tests_run) AS tests_run,
      SUM(tests_failed) AS tests_failed
    FROM
      reports
    GROUP BY
      build_date,
      bucket,
      build_path
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
  builds.version,
  CONCAT('gs://', builds.bucket, '/', REGEXP_REPLACE(builds.object_name, r'/$', '')) AS path,
  IF(STARTS_WITH(builds.object_name, 'pr-logs/'), CONCAT('pr:', builds.job), builds.job) AS job,
  SAFE_CAST(builds.build_id AS INT64) AS number,
  builds.pairs AS metadata,
  IFNULL(tests.test, []) AS test,
  IFNULL(tests.tests_run, 0) AS tests_run,
  IFNULL(tests.tests_failed, 0) AS tests_failed,
  builds.node AS executor,
  IF(
    STARTS_WITH(builds.repos_text, '{'),
    REPLACE(REPLACE(builds.repos_text, '","', '", "'), '":"', '": "'),
    NULL
  ) AS repos,
  builds.repo_commit
FROM
  described_builds AS builds
LEFT JOIN
  tests
  ON
    builds.build_date = tests.build_date
    AND builds.bucket = tests.bucket
    AND builds.object_name = tests.build_path
