-- A build that ran again on another day, or whose date was corrected, has rows under both dates until the older ones are
-- marked. The newest row of builds tells its date, so builds without such a row do not move.
WITH
  dated AS (
    SELECT
      *,
      COUNT(*) OVER build AS dates,
      FIRST_VALUE(build_date) OVER newest_first AS newest_date,
      FIRST_VALUE(newest_file_generation) OVER newest_first AS of_newest_file_generation,
      FIRST_VALUE(generation) OVER newest_first AS newest_generation,
      FIRST_VALUE(parser_version) OVER newest_first AS newest_parser_version
    FROM
      ci.build_readings
    WINDOW
      build AS (
        PARTITION BY bucket, build_path
      ),
      newest_first AS (
        PARTITION BY bucket, build_path
        ORDER BY
          COALESCE(newest_file_generation, -1) DESC,
          COALESCE(parser_version, -1) DESC,
          COALESCE(generation, -1) DESC,
          build_date DESC
      )
  )

SELECT
  build_date,
  bucket,
  build_path,
  newest_date,
  of_newest_file_generation AS newest_file_generation,
  newest_generation,
  newest_parser_version
FROM
  dated
WHERE
  dates > 1
  AND build_date != newest_date
  AND newest_generation IS NOT NULL
