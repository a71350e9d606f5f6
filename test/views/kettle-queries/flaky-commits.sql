-- A commit is flaky for a job where it neither always passed nor always failed; batches are no one commit.
SELECT
  job,
  COUNT(DISTINCT commit) AS commits,
  SUM(IF(passes = 0 OR passes = runs, 0, 1)) AS flaky_commits,
  SUM(runs) AS runs,
  ARRAY_CONCAT_AGG(flaky_tests) AS flaky_tests
FROM (
  SELECT
    job,
    commit,
    passes,
    runs,
    ARRAY(
      SELECT AS STRUCT i.name test, COUNTIF(i.failed) failures
      FROM tried.tests i
      GROUP BY test
      HAVING failures > 0 AND failures < tried.runs
      ORDER BY failures DESC
      LIMIT 3
    ) flaky_tests
  FROM (
    SELECT
      job,
      IF(kind = 'pull', commit, version) commit,
      SUM(IF(result = 'SUCCESS', 1, 0)) passes,
      COUNT(result) runs,
      ARRAY_CONCAT_AGG(test) tests
    FROM (
      SELECT
        job,
        IF(SUBSTR(job, 0, 3) = 'pr:', 'pull', 'ci') kind,
        version,
        REGEXP_EXTRACT(repos, r'[^,]+,\d+:([a-f0-9]+)"') commit,
        result,
        test
      FROM `kettle_builds` AS b
      WHERE
        DATETIME(started) > DATETIME_SUB(CURRENT_DATETIME(), INTERVAL 36500 DAY)
        AND (
          job LIKE 'ci-%'
          OR ARRAY_LENGTH(SPLIT(REPLACE(repos, ', ', ''), ',')) = 2 /* one pull request: = 2 refs */
        )
    )
    GROUP BY job, commit
  ) AS tried
)
GROUP BY job
ORDER BY runs DESC
