WITH
  ended_builds AS (
    SELECT
      *,
      {{ has_died(failed_phase, death_cause) }} AS has_died
    FROM
      ci.build_daily
    WHERE
      outcome IN ('passed', 'failed', 'errored')
  )

SELECT
  build_date,
  job,
  cloud,
  networking,
  distro,
  kubernetes_version,
  kops_version,
  COUNT(*) AS runs,
  COUNTIF(outcome = 'passed') AS passed,
  COUNTIF(has_died) AS died,
  COUNTIF(has_died AND failed_phase = 'clone') AS died_cloning,
  COUNTIF(has_died AND COALESCE(death_cause, '') = 'lease') AS died_leasing,
  COUNTIF(has_died AND COALESCE(death_cause, '') = 'quota') AS died_of_quota,
  COUNTIF(has_died AND COALESCE(death_cause, '') = 'cluster_creation') AS died_creating,
  COUNTIF(has_died AND COALESCE(death_cause, '') = 'timeout') AS died_of_timeout,
  COUNTIF(has_died AND COALESCE(death_cause, '') = 'eviction') AS died_evicted,
  COUNTIF(has_died AND COALESCE(death_cause, '') IN ('build', 'image')) AS died_building,
  COUNTIF(
    has_died
    AND failed_phase != 'clone'
    AND COALESCE(death_cause, 'clone') IN ('clone', 'teardown', 'test', 'upgrade')
  ) AS died_otherwise,
  COUNTIF(build_phase IS NOT NULL OR COALESCE(failed_phase, '') = 'build') AS build_reached,
  COUNTIF(COALESCE(build_phase, '') = 'passed') AS build_passed,
  COUNTIF(up_phase IS NOT NULL OR COALESCE(failed_phase, '') = 'up') AS up_reached,
  COUNTIF(COALESCE(up_phase, '') = 'passed') AS up_passed,
  COUNTIF(test_phase IS NOT NULL OR (up_phase IS NOT NULL AND COALESCE(failed_phase, '') = 'test')) AS test_reached,
  COUNTIF(COALESCE(test_phase, '') = 'passed') AS test_passed,
  COUNTIF(down_phase IS NOT NULL OR COALESCE(failed_phase, '') = 'down') AS down_reached,
  COUNTIF(COALESCE(down_phase, '') = 'passed') AS down_passed
FROM
  ended_builds
GROUP BY
  build_date,
  job,
  cloud,
  networking,
  distro,
  kubernetes_version,
  kops_version
