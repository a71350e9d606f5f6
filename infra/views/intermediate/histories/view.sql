SELECT
  *
FROM
  ci.unstable_results
UNION ALL
SELECT
  job,
  CAST(NULL AS STRING) AS test_id,
  CAST(NULL AS STRING) AS suite,
  CAST(NULL AS STRING) AS class_name,
  CAST(NULL AS STRING) AS test_name,
  CAST(NULL AS STRING) AS case_kind,
  FALSE AS is_summary,
  outcome,
  outcome AS build_outcome,
  is_infra_failure,
  * EXCEPT (job, outcome, is_infra_failure)
FROM
  ci.recent_builds
WHERE
  NOT is_unmergeable
  AND COALESCE(death_cause, '') != 'eviction'
