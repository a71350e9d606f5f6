SELECT
  build_date,
  'failure' AS source,
  bucket,
  build_path,
  object_name,
  ordinal,
  job,
  build_id,
  test_id,
  CONCAT(COALESCE(failure_message, ''), '\n', COALESCE(failure_text, '')) AS text
FROM
  ci.distinct_attempts
WHERE
  outcome IN ('failed', 'errored')
UNION ALL
SELECT
  build_date,
  'pod_event' AS source,
  bucket,
  object_name AS build_path,
  object_name,
  0 AS ordinal,
  job,
  build_id,
  CAST(NULL AS STRING) AS test_id,
  CONCAT(
    COALESCE(pod_reason, ''),
    '\n',
    COALESCE(description, ''),
    '\n',
    IF(pod_events IS NULL, '', TO_JSON_STRING(pod_events))
  ) AS text
FROM
  ci.builds
WHERE
  pod_reason IS NOT NULL
  OR pod_events IS NOT NULL
  OR description IS NOT NULL
