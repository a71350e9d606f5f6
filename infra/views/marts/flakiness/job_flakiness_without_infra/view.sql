SELECT
  * EXCEPT (
    is_without_infra,
    infra_failures,
    test_id,
    suite,
    class_name,
    test_name,
    failed_alone_builds,
    failed_alone_seconds,
    retried_failed_seconds
  ),
  retried_failed_seconds AS lost_seconds
FROM
  ci.flakiness
WHERE
  is_without_infra
  AND test_id IS NULL
