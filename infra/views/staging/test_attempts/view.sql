SELECT
  *,
  ROW_NUMBER() OVER (
    PARTITION BY build_date, bucket, build_path, test_id
    ORDER BY COALESCE(report_attempt, 0), object_name, ordinal
  ) AS attempt
FROM
  ci.distinct_attempts
