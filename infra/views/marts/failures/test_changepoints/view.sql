SELECT
  *
FROM
  ci.changepoints
