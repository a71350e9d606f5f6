SELECT
  *
FROM
  ci.test_daily
WHERE
  {{ is_in_last_28_days(build_date) }}
  AND case_kind != 'hook'
UNION ALL
SELECT
  *
FROM
  ci.hook_days
