WITH
  builds AS (
    SELECT
      *,
      COALESCE(flag, '') AS flag_key,
      COALESCE(job_type, '') = 'presubmit' AS is_of_pull_request
    FROM
      ci.coverage_builds
    WHERE
      units_total > 0
  ),

  -- For a pull request, of each job on the base branch: the build of the same commit, else the newest one before.
  base_builds AS (
    SELECT
      builds.build_date,
      builds.bucket,
      builds.build_path,
      builds.flag_key,
      bases.build_date AS base_date,
      bases.bucket AS base_bucket,
      bases.build_path AS base_path,
      bases.job AS base_job,
      COALESCE(bases.commit = builds.base_commit, FALSE) AS is_same_commit,
      bases.started_at AS base_started_at
    FROM
      builds
    INNER JOIN
      builds AS bases
      ON
        builds.org = bases.org
        AND builds.repo = bases.repo
        AND builds.flag_key = bases.flag_key
    WHERE
      builds.is_of_pull_request
      AND NOT bases.is_of_pull_request
      AND (bases.commit = builds.base_commit OR bases.started_at < builds.started_at)
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY builds.build_date, builds.bucket, builds.build_path, builds.flag_key, bases.job
        ORDER BY COALESCE(bases.commit = builds.base_commit, FALSE) DESC, bases.started_at DESC, bases.build_id DESC
      ) = 1
  ),

  -- The job that has most of the files in common is the one that runs the same tests.
  common_files AS (
    SELECT
      base_builds.build_date,
      base_builds.bucket,
      base_builds.build_path,
      base_builds.flag_key,
      base_builds.base_date,
      base_builds.base_bucket,
      base_builds.base_path,
      base_builds.base_job,
      base_builds.is_same_commit,
      base_builds.base_started_at,
      COUNT(*) AS files
    FROM
      base_builds
    INNER JOIN
      ci.recent_coverage AS files
      ON
        base_builds.build_date = files.build_date
        AND base_builds.bucket = files.bucket
        AND base_builds.build_path = files.build_path
        AND base_builds.flag_key = COALESCE(files.flag, '')
    INNER JOIN
      ci.recent_coverage AS base_files
      ON
        base_builds.base_date = base_files.build_date
        AND base_builds.base_bucket = base_files.bucket
        AND base_builds.base_path = base_files.build_path
        AND base_builds.flag_key = COALESCE(base_files.flag, '')
        AND files.path = base_files.path
    GROUP BY
      base_builds.build_date,
      base_builds.bucket,
      base_builds.build_path,
      base_builds.flag_key,
      base_builds.base_date,
      base_builds.base_bucket,
      base_builds.base_path,
      base_builds.base_job,
      base_builds.is_same_commit,
      base_builds.base_started_at
  ),

  pull_request_pairs AS (
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      base_date,
      base_bucket,
      base_path,
      IF(is_same_commit, 'base_commit', 'earlier_build') AS compared_with
    FROM
      common_files
    QUALIFY
      ROW_NUMBER() OVER (
        PARTITION BY build_date, bucket, build_path, flag_key
        ORDER BY files DESC, is_same_commit DESC, base_started_at DESC, base_job
      ) = 1
  ),

  previous_builds AS (
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      LAG(build_date) OVER in_time AS base_date,
      LAG(bucket) OVER in_time AS base_bucket,
      LAG(build_path) OVER in_time AS base_path,
      'previous_build' AS compared_with
    FROM
      builds
    WHERE
      NOT is_of_pull_request
    WINDOW
      in_time AS (
        PARTITION BY job, flag_key
        ORDER BY started_at, build_id
      )
  ),

  all_pairs AS (
    SELECT
      *
    FROM
      pull_request_pairs
    UNION ALL
    SELECT
      *
    FROM
      previous_builds
    WHERE
      base_path IS NOT NULL
  ),

  -- A build is compared once for each kind of tests.
  pairs AS (
    SELECT
      *,
      CONCAT(bucket, '/', build_path, ' ', flag_key) AS pair_key
    FROM
      all_pairs
  ),

  sides AS (
    SELECT
      pairs.pair_key,
      files.path,
      TRUE AS is_after,
      files.units_total,
      files.units_covered,
      files.line_hits
    FROM
      pairs
    INNER JOIN
      ci.recent_coverage AS files
      ON
        pairs.build_date = files.build_date
        AND pairs.bucket = files.bucket
        AND pairs.build_path = files.build_path
        AND pairs.flag_key = COALESCE(files.flag, '')
    WHERE
      files.path IS NOT NULL
    UNION ALL
    SELECT
      pairs.pair_key,
      files.path,
      FALSE AS is_after,
      files.units_total,
      files.units_covered,
      files.line_hits
    FROM
      pairs
    INNER JOIN
      ci.recent_coverage AS files
      ON
        pairs.base_date = files.build_date
        AND pairs.base_bucket = files.bucket
        AND pairs.base_path = files.build_path
        AND pairs.flag_key = COALESCE(files.flag, '')
    WHERE
      files.path IS NOT NULL
  ),

  compared_files AS (
    SELECT
      pair_key,
      path,
      MAX(IF(is_after, units_total, NULL)) AS units_total,
      MAX(IF(is_after, units_covered, NULL)) AS units_covered,
      MAX(IF(is_after, line_hits, NULL)) AS line_hits,
      MAX(IF(is_after, NULL, units_total)) AS base_units_total,
      MAX(IF(is_after, NULL, units_covered)) AS base_units_covered,
      MAX(IF(is_after, NULL, line_hits)) AS base_line_hits
    FROM
      sides
    GROUP BY
      pair_key,
      path
  ),

  -- How often lines ran says nothing about what is covered.
  changed_files AS (
    SELECT
      *
    FROM
      compared_files
    WHERE
      COALESCE(units_total, -1) != COALESCE(base_units_total, -1)
      OR COALESCE(units_covered, -1) != COALESCE(base_units_covered, -1)
      OR REGEXP_REPLACE(COALESCE(line_hits, ''), r'=[1-9][0-9]*', '=1')
      != REGEXP_REPLACE(COALESCE(base_line_hits, ''), r'=[1-9][0-9]*', '=1')
  ),

  runs AS (
    SELECT
      pair_key,
      path,
      TRUE AS is_after,
      run
    FROM
      changed_files,
      UNNEST(SPLIT(line_hits, ',')) AS run
    WHERE
      line_hits IS NOT NULL
      AND base_line_hits IS NOT NULL
    UNION ALL
    SELECT
      pair_key,
      path,
      FALSE AS is_after,
      run
    FROM
      changed_files,
      UNNEST(SPLIT(base_line_hits, ',')) AS run
    WHERE
      line_hits IS NOT NULL
      AND base_line_hits IS NOT NULL
  ),

  line_numbers AS (
    SELECT
      pair_key,
      path,
      is_after,
      REGEXP_CONTAINS(run, '=0$') AS is_missed,
      GENERATE_ARRAY(
        CAST(REGEXP_EXTRACT(run, r'^[0-9]+') AS INT64),
        CAST(REGEXP_EXTRACT(run, r'([0-9]+)=') AS INT64)
      ) AS numbers
    FROM
      runs
  ),

  lines AS (
    SELECT
      pair_key,
      path,
      line_number,
      LOGICAL_OR(is_after) AS is_after,
      LOGICAL_OR(NOT is_after) AS is_before,
      LOGICAL_OR(is_after AND is_missed) AND LOGICAL_OR(NOT is_after AND NOT is_missed) AS is_lost
    FROM
      line_numbers,
      UNNEST(numbers) AS line_number
    GROUP BY
      pair_key,
      path,
      line_number
  ),

  -- Consecutive lost lines have the same difference between their number and their position.
  lost_lines AS (
    SELECT
      *,
      line_number - ROW_NUMBER() OVER (
        PARTITION BY pair_key, path
        ORDER BY line_number
      ) AS island
    FROM
      lines
    WHERE
      is_lost
  ),

  lost_ranges AS (
    SELECT
      pair_key,
      path,
      island,
      MIN(line_number) AS first_line,
      MAX(line_number) AS last_line
    FROM
      lost_lines
    GROUP BY
      pair_key,
      path,
      island
  ),

  lost_texts AS (
    SELECT
      pair_key,
      path,
      SUM(last_line - first_line + 1) AS lost_lines,
      STRING_AGG(
        IF(
          first_line = last_line,
          CAST(first_line AS STRING),
          CONCAT(CAST(first_line AS STRING), '-', CAST(last_line AS STRING))
        ),
        ','
        ORDER BY first_line
      ) AS lost_ranges
    FROM
      lost_ranges
    GROUP BY
      pair_key,
      path
  ),

  -- Line numbers can be compared only if the code is on the same lines.
  shapes AS (
    SELECT
      pair_key,
      path,
      LOGICAL_AND(is_after AND is_before) AS is_same_code
    FROM
      lines
    GROUP BY
      pair_key,
      path
  ),

  file_changes AS (
    SELECT
      files.pair_key,
      files.path,
      CASE
        WHEN files.base_units_total IS NULL THEN 'added'
        WHEN files.units_total IS NULL THEN 'removed'
        ELSE 'changed'
      END AS change,
      files.units_total,
      files.units_covered,
      files.base_units_total,
      files.base_units_covered,
      shapes.is_same_code,
      IF(shapes.is_same_code, COALESCE(lost_texts.lost_lines, 0), NULL) AS lost_lines,
      IF(shapes.is_same_code, lost_texts.lost_ranges, NULL) AS lost_ranges
    FROM
      changed_files AS files
    LEFT JOIN
      shapes
      ON
        files.pair_key = shapes.pair_key
        AND files.path = shapes.path
    LEFT JOIN
      lost_texts
      ON
        files.pair_key = lost_texts.pair_key
        AND files.path = lost_texts.path
  ),

  all_changes AS (
    SELECT
      pair_key,
      CAST(NULL AS STRING) AS path,
      'all' AS change,
      SUM(units_total) AS units_total,
      SUM(units_covered) AS units_covered,
      SUM(base_units_total) AS base_units_total,
      SUM(base_units_covered) AS base_units_covered,
      CAST(NULL AS BOOL) AS is_same_code,
      CAST(NULL AS INT64) AS lost_lines,
      CAST(NULL AS STRING) AS lost_ranges
    FROM
      compared_files
    GROUP BY
      pair_key
  ),

  changes AS (
    SELECT
      *
    FROM
      all_changes
    UNION ALL
    SELECT
      *
    FROM
      file_changes
  )

SELECT
  builds.org,
  builds.repo,
  builds.pull_number,
  builds.job,
  builds.build_id,
  builds.started_at,
  builds.url,
  builds.commit,
  builds.flag,
  pairs.compared_with,
  bases.job AS base_job,
  bases.build_id AS base_build_id,
  bases.commit AS base_commit,
  bases.url AS base_url,
  changes.path,
  changes.change,
  changes.base_units_total,
  changes.base_units_covered,
  changes.units_total,
  changes.units_covered,
  IF(changes.base_units_total > 0, changes.base_units_covered / changes.base_units_total, NULL) AS base_coverage_ratio,
  IF(changes.units_total > 0, changes.units_covered / changes.units_total, NULL) AS coverage_ratio,
  changes.is_same_code,
  changes.lost_lines,
  changes.lost_ranges
FROM
  changes
INNER JOIN
  pairs
  ON
    changes.pair_key = pairs.pair_key
INNER JOIN
  builds
  ON
    pairs.build_date = builds.build_date
    AND pairs.bucket = builds.bucket
    AND pairs.build_path = builds.build_path
    AND pairs.flag_key = builds.flag_key
INNER JOIN
  builds AS bases
  ON
    pairs.base_date = bases.build_date
    AND pairs.base_bucket = bases.bucket
    AND pairs.base_path = bases.build_path
    AND pairs.flag_key = bases.flag_key
