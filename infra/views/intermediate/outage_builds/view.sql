-- A period begins and ends with a hit; other builds that were hit up to two hours before or after it ran in the outage too,
-- such as those of pull requests.
WITH
  builds AS (
    SELECT
      build_date,
      bucket,
      build_path,
      job,
      started_at,
      cloud,
      region,
      cluster,
      {{ is_early_failure(outcome, run_tests) }} AS is_early_failure,
      {{ is_early_failure(outcome, run_tests) }}
      OR {{ has_many_failures(failed_tests, failed_phases, run_tests) }} AS is_hit
    FROM
      ci.recent_builds
    WHERE
      {{ tells_of_outages(outcome, is_unmergeable) }}
  ),

  builds_by_dimension AS (
    SELECT
      *
    FROM
      builds
    UNPIVOT (value FOR dimension IN (cloud, region, cluster))
  )

SELECT
  builds.build_date,
  builds.bucket,
  builds.build_path,
  builds.job,
  builds.started_at,
  builds.is_hit,
  builds.is_early_failure,
  builds.started_at BETWEEN outages.started_at AND outages.ended_at AS is_in_period,
  builds.dimension,
  builds.value,
  outages.started_at AS outage_started_at,
  outages.p_value
FROM
  builds_by_dimension AS builds
INNER JOIN
  ci.outage_periods AS outages
  ON
    builds.dimension = outages.dimension
    AND builds.value = outages.value
    AND builds.started_at >= TIMESTAMP_SUB(outages.started_at, INTERVAL 2 HOUR)
    AND builds.started_at <= TIMESTAMP_ADD(outages.ended_at, INTERVAL 2 HOUR)
WHERE
  builds.is_hit
  OR builds.started_at BETWEEN outages.started_at AND outages.ended_at
