SELECT
  *
FROM
  ci.refreshed_dates
