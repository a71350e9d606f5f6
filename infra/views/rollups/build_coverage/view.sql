WITH
  files AS (
    SELECT
      *,
      COALESCE(path, '') AS file_key,
      COALESCE(flag, '') AS flag_key,
      REGEXP_REPLACE(report, r'[^/]*$', '') AS folder,
      ENDS_WITH(report, 'filtered.cov') AS is_filtered,
      path IS NULL OR format IN ('gopherage', 'istanbul_summary') AS is_summary
    FROM
      ci.coverage_files
  ),

  judged_files AS (
    SELECT
      *,
      LOGICAL_OR(is_filtered) OVER (PARTITION BY build_date, bucket, build_path, folder) AS has_filtered,
      LOGICAL_OR(NOT is_summary) OVER (PARTITION BY build_date, bucket, build_path, flag_key) AS has_details
    FROM
      files
  ),

  -- gopherage filters a Go profile into another one beside it: the filtered one counts. A summary counts only where no
  -- report has the lines.
  counted_files AS (
    SELECT
      *,
      COUNT(*) OVER (PARTITION BY build_date, bucket, build_path, flag_key, file_key) AS reports
    FROM
      judged_files
    WHERE
      (format != 'go' OR is_filtered OR NOT has_filtered)
      AND NOT (is_summary AND has_details)
  ),

  repeated_files AS (
    SELECT
      *
    FROM
      counted_files
    WHERE
      reports > 1
  ),

  line_runs AS (
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      GENERATE_ARRAY(
        CAST(REGEXP_EXTRACT(run, r'^[0-9]+') AS INT64),
        CAST(REGEXP_EXTRACT(run, r'([0-9]+)=') AS INT64)
      ) AS line_numbers,
      CAST(REGEXP_EXTRACT(run, r'=([0-9]+)$') AS FLOAT64) AS hits
    FROM
      repeated_files,
      UNNEST(SPLIT(line_hits, ',')) AS run
    WHERE
      line_hits IS NOT NULL
  ),

  lines AS (
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      line_number,
      MAX(hits) AS hits
    FROM
      line_runs,
      UNNEST(line_numbers) AS line_number
    GROUP BY
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      line_number
  ),

  merged_lines AS (
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      COUNT(*) AS lines_total,
      SUM(IF(hits > 0, 1, 0)) AS lines_covered,
      STRING_AGG(
        CONCAT(CAST(line_number AS STRING), '=', CAST(CAST(hits AS INT64) AS STRING)), ',' ORDER BY line_number
      ) AS line_hits
    FROM
      lines
    GROUP BY
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key
  ),

  hits_of_units AS (
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      'statement' AS unit,
      statement_hits AS entries
    FROM
      repeated_files
    UNION ALL
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      'branch' AS unit,
      branch_hits AS entries
    FROM
      repeated_files
    UNION ALL
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      'function' AS unit,
      function_hits AS entries
    FROM
      repeated_files
  ),

  -- A block of Go stands for a number of statements, and any other unit for itself.
  units AS (
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      unit,
      REGEXP_EXTRACT(entry, r'^[^=]+') AS place,
      COALESCE(MAX(CAST(REGEXP_EXTRACT(entry, r'[*]([0-9]+)=') AS INT64)), 1) AS weight,
      MAX(CAST(REGEXP_EXTRACT(entry, r'=([0-9]+)$') AS FLOAT64)) AS hits
    FROM
      hits_of_units,
      UNNEST(SPLIT(entries, ',')) AS entry
    WHERE
      entries IS NOT NULL
    GROUP BY
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      unit,
      place
  ),

  merged_units AS (
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      SUM(IF(unit = 'statement', weight, NULL)) AS statements_total,
      SUM(IF(unit = 'statement', IF(hits > 0, weight, 0), NULL)) AS statements_covered,
      SUM(IF(unit = 'branch', weight, NULL)) AS branches_total,
      SUM(IF(unit = 'branch', IF(hits > 0, weight, 0), NULL)) AS branches_covered,
      SUM(IF(unit = 'function', weight, NULL)) AS functions_total,
      SUM(IF(unit = 'function', IF(hits > 0, weight, 0), NULL)) AS functions_covered
    FROM
      units
    GROUP BY
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key
  ),

  -- What only the totals of a report tell cannot be merged: the greatest count is a lower bound.
  grouped_files AS (
    SELECT
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key,
      ANY_VALUE(job) AS job,
      ANY_VALUE(build_id) AS build_id,
      ANY_VALUE(language) AS language,
      COUNT(*) AS reports,
      MAX(lines_total) AS lines_total,
      MAX(lines_covered) AS lines_covered,
      MAX(statements_total) AS statements_total,
      MAX(statements_covered) AS statements_covered,
      MAX(branches_total) AS branches_total,
      MAX(branches_covered) AS branches_covered,
      MAX(functions_total) AS functions_total,
      MAX(functions_covered) AS functions_covered,
      MAX(coverage_ratio) AS coverage_ratio,
      MAX(line_hits) AS line_hits
    FROM
      counted_files
    GROUP BY
      build_date,
      bucket,
      build_path,
      flag_key,
      file_key
  ),

  merged_files AS (
    SELECT
      files.build_date,
      files.bucket,
      files.build_path,
      files.job,
      files.build_id,
      NULLIF(files.flag_key, '') AS flag,
      NULLIF(files.file_key, '') AS path,
      files.language,
      files.reports,
      COALESCE(merged_lines.lines_total, files.lines_total) AS lines_total,
      COALESCE(merged_lines.lines_covered, files.lines_covered) AS lines_covered,
      COALESCE(merged_units.statements_total, files.statements_total) AS statements_total,
      COALESCE(merged_units.statements_covered, files.statements_covered) AS statements_covered,
      COALESCE(merged_units.branches_total, files.branches_total) AS branches_total,
      COALESCE(merged_units.branches_covered, files.branches_covered) AS branches_covered,
      COALESCE(merged_units.functions_total, files.functions_total) AS functions_total,
      COALESCE(merged_units.functions_covered, files.functions_covered) AS functions_covered,
      files.coverage_ratio,
      COALESCE(merged_lines.line_hits, files.line_hits) AS line_hits
    FROM
      grouped_files AS files
    LEFT JOIN
      merged_lines
      ON
        files.build_date = merged_lines.build_date
        AND files.bucket = merged_lines.bucket
        AND files.build_path = merged_lines.build_path
        AND files.flag_key = merged_lines.flag_key
        AND files.file_key = merged_lines.file_key
    LEFT JOIN
      merged_units
      ON
        files.build_date = merged_units.build_date
        AND files.bucket = merged_units.bucket
        AND files.build_path = merged_units.build_path
        AND files.flag_key = merged_units.flag_key
        AND files.file_key = merged_units.file_key
  )

SELECT
  build_date,
  bucket,
  build_path,
  job,
  build_id,
  flag,
  path,
  language,
  reports,
  COALESCE(statements_total, lines_total) AS units_total,
  IF(statements_total IS NULL, lines_covered, statements_covered) AS units_covered,
  lines_total,
  lines_covered,
  statements_total,
  statements_covered,
  branches_total,
  branches_covered,
  functions_total,
  functions_covered,
  CASE
    WHEN COALESCE(statements_total, lines_total) IS NULL THEN coverage_ratio
    WHEN COALESCE(statements_total, lines_total) > 0
      THEN IF(statements_total IS NULL, lines_covered, statements_covered) / COALESCE(statements_total, lines_total)
  END AS coverage_ratio,
  line_hits
FROM
  merged_files
