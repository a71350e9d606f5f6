SELECT
  *
FROM
  ci.attributions
