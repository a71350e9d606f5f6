SELECT
  *
FROM
  ci.build_coverage
WHERE
  {{ is_in_last_28_days(build_date) }}
