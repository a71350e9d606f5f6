SELECT
  * EXCEPT (is_without_infra, infra_failures, failed_alone_seconds, retried_failed_builds, retried_failed_seconds),
  failed_alone_seconds AS lost_seconds
FROM
  ci.flakiness
WHERE
  is_without_infra
  AND test_id IS NOT NULL
