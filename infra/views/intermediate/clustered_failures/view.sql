SELECT
  failures.* REPLACE (
    COALESCE(merged.cluster_fingerprint, failures.failure_fingerprint) AS failure_fingerprint
  ),
  failures.failure_fingerprint AS own_fingerprint
FROM
  ci.failure_daily AS failures
LEFT JOIN
  ci.merged_failures AS merged
  ON failures.failure_fingerprint = merged.failure_fingerprint
