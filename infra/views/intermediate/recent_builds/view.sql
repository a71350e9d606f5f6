SELECT
  *
FROM
  ci.build_daily
WHERE
  {{ is_in_last_28_days(build_date) }}
