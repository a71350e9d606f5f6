SELECT
  attempts.* REPLACE (
    COALESCE(merged.cluster_fingerprint, attempts.failure_fingerprint) AS failure_fingerprint
  ),
  attempts.failure_fingerprint AS own_fingerprint,
  ROW_NUMBER() OVER (
    PARTITION BY attempts.build_date, attempts.bucket, attempts.build_path, attempts.test_id
    ORDER BY COALESCE(attempts.report_attempt, 0), attempts.object_name, attempts.ordinal
  ) AS attempt
FROM
  ci.distinct_attempts AS attempts
LEFT JOIN
  ci.merged_failures AS merged
  ON attempts.failure_fingerprint = merged.failure_fingerprint
