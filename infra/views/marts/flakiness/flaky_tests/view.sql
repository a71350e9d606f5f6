SELECT
  *
FROM
  ci.flakes
