SELECT
  * EXCEPT (is_without_infra, failed_alone_seconds, retried_failed_builds, retried_failed_seconds),
  failed_alone_seconds AS lost_seconds
FROM
  ci.flakiness
WHERE
  NOT is_without_infra
  AND test_id IS NOT NULL
