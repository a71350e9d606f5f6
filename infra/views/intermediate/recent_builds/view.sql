SELECT
  *
FROM
  ci.build_daily
WHERE
  build_date >= (SELECT DATE_SUB(MAX(build_date), INTERVAL 27 DAY) FROM ci.build_daily)
