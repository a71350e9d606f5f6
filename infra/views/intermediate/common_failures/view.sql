SELECT
  build_date,
  bucket,
  build_path,
  failure_fingerprint,
  COUNT(DISTINCT test_id) AS tests
FROM
  ci.failure_daily
WHERE
  {{ is_in_last_28_days(build_date) }}
GROUP BY
  build_date,
  bucket,
  build_path,
  failure_fingerprint
