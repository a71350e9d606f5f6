WITH
  skips AS (
    SELECT
      *
    FROM
      ci.skip_daily
    WHERE
      {{ is_in_last_28_days(build_date) }}
  ),

  -- Each combination is matched with the rules once, however often it occurred.
  combinations AS (
    SELECT DISTINCT
      job,
      test_name,
      skip_reason
    FROM
      skips
  ),

  matches AS (
    SELECT
      combinations.job,
      combinations.test_name,
      combinations.skip_reason,
      rules.rule,
      COALESCE(rules.expires_date, DATE '9999-12-31') AS covered_until,
      ROW_NUMBER() OVER (
        PARTITION BY combinations.job, combinations.test_name, combinations.skip_reason
        ORDER BY COALESCE(rules.expires_date, DATE '9999-12-31') DESC, rules.rule
      ) AS place
    FROM
      combinations
    INNER JOIN
      ci.skip_policy AS rules
      ON
        REGEXP_CONTAINS(combinations.test_name, rules.tests)
        AND REGEXP_CONTAINS(combinations.job, rules.jobs)
        AND REGEXP_CONTAINS(combinations.skip_reason, rules.skip_reasons)
  ),

  -- If several rules match, the one that expires last applies.
  skips_with_rule AS (
    SELECT
      skips.*,
      matches.rule,
      CASE
        WHEN matches.rule IS NULL THEN 'no_rule'
        WHEN skips.build_date > matches.covered_until THEN 'rule_expired'
      END AS debt
    FROM
      skips
    LEFT JOIN
      matches
      ON
        skips.job = matches.job
        AND skips.test_name = matches.test_name
        AND skips.skip_reason = matches.skip_reason
        AND matches.place = 1
  ),

  run_tests AS (
    SELECT DISTINCT
      test_id
    FROM
      ci.test_daily
    WHERE
      {{ is_in_last_28_days(build_date) }}
      AND passed + failed + flaky > 0
  ),

  indebted AS (
    SELECT
      *
    FROM
      skips_with_rule
    WHERE
      debt IS NOT NULL
    UNION ALL
    SELECT
      skips_with_rule.* EXCEPT (rule, debt),
      CAST(NULL AS STRING) AS rule,
      'skipped_everywhere' AS debt
    FROM
      skips_with_rule
    LEFT JOIN
      run_tests
      ON skips_with_rule.test_id = run_tests.test_id
    WHERE
      run_tests.test_id IS NULL
  ),

  debts AS (
    SELECT
      debt,
      rule,
      test_id,
      ANY_VALUE(suite) AS suite,
      ANY_VALUE(class_name) AS class_name,
      ANY_VALUE(test_name) AS test_name,
      MIN(skip_reason) AS skip_reason,
      COUNT(DISTINCT job) AS jobs,
      SUM(builds) AS builds,
      MIN(build_date) AS first_build_date,
      MAX(build_date) AS last_build_date
    FROM
      indebted
    GROUP BY
      debt,
      rule,
      test_id
    UNION ALL
    SELECT
      'rule_unused' AS debt,
      rules.rule,
      CAST(NULL AS STRING) AS test_id,
      CAST(NULL AS STRING) AS suite,
      CAST(NULL AS STRING) AS class_name,
      CAST(NULL AS STRING) AS test_name,
      CAST(NULL AS STRING) AS skip_reason,
      0 AS jobs,
      0 AS builds,
      CAST(NULL AS DATE) AS first_build_date,
      CAST(NULL AS DATE) AS last_build_date
    FROM
      ci.skip_policy AS rules
    LEFT JOIN
      matches
      ON rules.rule = matches.rule
    WHERE
      matches.rule IS NULL
      AND EXISTS (SELECT 1 FROM ci.build_daily)
  )

SELECT
  debts.debt,
  debts.rule,
  rules.expires_date,
  rules.why,
  debts.test_id,
  debts.suite,
  debts.class_name,
  debts.test_name,
  debts.skip_reason,
  debts.jobs,
  debts.builds,
  debts.first_build_date,
  debts.last_build_date
FROM
  debts
LEFT JOIN
  ci.skip_policy AS rules
  ON debts.rule = rules.rule
