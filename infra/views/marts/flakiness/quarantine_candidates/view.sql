SELECT
  job,
  test_id,
  suite,
  class_name,
  test_name,
  {{ owner(test_name) }} AS owner,
  in_build_count,
  in_build_total,
  in_build_rate,
  in_build_lower,
  same_inputs_count,
  same_inputs_total,
  same_inputs_rate,
  same_inputs_lower,
  failed_alone_builds,
  lost_seconds
FROM
  ci.test_flakiness_without_infra
WHERE
  (in_build_lower > 0.01 OR same_inputs_lower > 0.01)
  AND (failed_alone_builds >= 2 OR lost_seconds >= 3600)
  AND test_id IN (
    SELECT test_id
    FROM
      ci.flaky_tests
  )
