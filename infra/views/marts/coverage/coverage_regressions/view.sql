WITH
  builds AS (
    SELECT
      *,
      COALESCE(flag, '') AS flag_key
    FROM
      ci.coverage_builds
    WHERE
      COALESCE(job_type, '') != 'presubmit'
      AND units_total > 0
  ),

  files AS (
    SELECT
      builds.org,
      builds.repo,
      builds.job,
      builds.flag_key,
      builds.started_at,
      builds.build_id,
      builds.commit,
      builds.url,
      builds.coverage_ratio AS build_ratio,
      files.path,
      files.units_total,
      files.units_covered,
      files.units_total - files.units_covered AS units_missed,
      files.units_covered / files.units_total AS file_ratio
    FROM
      builds
    INNER JOIN
      ci.recent_coverage AS files
      ON
        builds.build_date = files.build_date
        AND builds.bucket = files.bucket
        AND builds.build_path = files.build_path
        AND builds.flag_key = COALESCE(files.flag, '')
    WHERE
      files.path IS NOT NULL
      AND files.units_total > 0
  ),

  -- Each build of a file with up to 40 builds before it, and with 3, 5 and 10 builds from it on.
  series AS (
    SELECT
      *,
      COUNT(*) OVER earlier AS earlier_builds,
      MIN(file_ratio) OVER earlier AS least_ratio_before,
      MAX(units_missed) OVER earlier AS most_missed_before,
      MIN(units_covered) OVER earlier AS least_covered_before,
      MAX(units_covered) OVER next_3 AS most_covered_after,
      MIN(units_missed) OVER next_3 AS least_missed_after,
      COUNT(*) OVER next_3 AS builds_3,
      MAX(file_ratio) OVER next_3 AS greatest_ratio_3,
      COUNT(*) OVER next_5 AS builds_5,
      MAX(file_ratio) OVER next_5 AS greatest_ratio_5,
      COUNT(*) OVER next_10 AS builds_10,
      MAX(file_ratio) OVER next_10 AS greatest_ratio_10,
      LAG(units_covered) OVER in_time AS covered_before,
      LAG(units_missed) OVER in_time AS missed_before,
      LAG(build_id) OVER in_time AS last_good_build_id,
      LAG(commit) OVER in_time AS last_good_commit,
      LAG(build_ratio) OVER in_time AS build_ratio_before
    FROM
      files
    WINDOW
      in_time AS (
        PARTITION BY job, flag_key, path
        ORDER BY started_at, build_id
      ),
      earlier AS (
        PARTITION BY job, flag_key, path
        ORDER BY started_at, build_id
        ROWS BETWEEN 40 PRECEDING AND 1 PRECEDING
      ),
      next_3 AS (
        PARTITION BY job, flag_key, path
        ORDER BY started_at, build_id
        ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING
      ),
      next_5 AS (
        PARTITION BY job, flag_key, path
        ORDER BY started_at, build_id
        ROWS BETWEEN CURRENT ROW AND 4 FOLLOWING
      ),
      next_10 AS (
        PARTITION BY job, flag_key, path
        ORDER BY started_at, build_id
        ROWS BETWEEN CURRENT ROW AND 9 FOLLOWING
      )
  ),

  -- The builds from the drop on that are all lower than those before it.
  low_builds AS (
    SELECT
      *,
      CASE
        WHEN greatest_ratio_10 < least_ratio_before THEN builds_10
        WHEN greatest_ratio_5 < least_ratio_before THEN builds_5
        WHEN greatest_ratio_3 < least_ratio_before THEN builds_3
        ELSE 0
      END AS later_builds
    FROM
      series
    WHERE
      least_missed_after > most_missed_before
  ),

  -- Code that runs by chance, with whatever probability p, runs in n builds and then not in m with a probability of
  -- p^n (1 - p)^m, which is at most (n / (n + m))^n (m / (n + m))^m. It has to be below e^-12, 6 in a million.
  drops AS (
    SELECT
      *,
      units_missed - missed_before AS newly_missed,
      most_covered_after < least_covered_before AS is_lost
    FROM
      low_builds
    WHERE
      later_builds >= 3
      AND earlier_builds * LN(earlier_builds / (earlier_builds + later_builds))
      + later_builds * LN(later_builds / (earlier_builds + later_builds)) <= -12
  ),

  ranked_drops AS (
    SELECT
      *,
      ROW_NUMBER() OVER (
        PARTITION BY job, flag_key, build_id
        ORDER BY newly_missed DESC, path
      ) AS place
    FROM
      drops
  ),

  owned_files AS (
    SELECT
      drops.job,
      drops.flag_key,
      drops.build_id,
      drops.path,
      owners.owner
    FROM
      ranked_drops AS drops
    CROSS JOIN
      ci.code_owners AS owners
    WHERE
      drops.place = 1
      AND REGEXP_CONTAINS(CONCAT(drops.org, '/', drops.repo), owners.repositories)
      AND REGEXP_CONTAINS(drops.path, owners.paths)
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY drops.job, drops.flag_key, drops.build_id
        ORDER BY owners.position DESC
      ) = 1
  ),

  regressions AS (
    SELECT
      job,
      flag_key,
      build_id,
      ANY_VALUE(org) AS org,
      ANY_VALUE(repo) AS repo,
      ANY_VALUE(started_at) AS started_at,
      ANY_VALUE(commit) AS commit,
      ANY_VALUE(url) AS url,
      MAX(IF(place = 1, last_good_build_id, NULL)) AS last_good_build_id,
      MAX(IF(place = 1, last_good_commit, NULL)) AS last_good_commit,
      MAX(IF(place = 1, build_ratio_before, NULL)) AS build_ratio_before,
      ANY_VALUE(build_ratio) AS build_ratio,
      COUNT(*) AS files,
      SUM(newly_missed) AS newly_missed,
      SUM(IF(is_lost, GREATEST(covered_before - units_covered, 0), 0)) AS no_longer_covered,
      STRING_AGG(IF(place <= 5, path, NULL), ', ' ORDER BY place) AS paths
    FROM
      ranked_drops
    GROUP BY
      job,
      flag_key,
      build_id
  )

SELECT
  regressions.org,
  regressions.repo,
  regressions.job,
  NULLIF(regressions.flag_key, '') AS flag,
  IF(regressions.no_longer_covered > 0, 'lost', 'uncovered_code') AS kind,
  regressions.newly_missed,
  regressions.no_longer_covered,
  regressions.files,
  regressions.paths,
  owned_files.owner,
  regressions.build_id AS first_bad_build_id,
  regressions.started_at AS first_bad_at,
  regressions.commit AS first_bad_commit,
  regressions.url AS first_bad_url,
  regressions.last_good_build_id,
  regressions.last_good_commit,
  regressions.build_ratio_before AS coverage_ratio_before,
  regressions.build_ratio AS coverage_ratio
FROM
  regressions
LEFT JOIN
  owned_files
  ON
    regressions.job = owned_files.job
    AND regressions.flag_key = owned_files.flag_key
    AND regressions.build_id = owned_files.build_id
