-- A build cannot arrive before it started, so a date that is later than all arrivals of its builds is an error of a clock
-- and does not move the window. A day is allowed for clocks and time zones.
WITH
  arrivals AS (
    SELECT
      build_date,
      MAX(newest_arrival_at) AS newest_arrival_at,
      MAX(newest_reading_at) AS newest_reading_at
    FROM
      ci.build_readings
    GROUP BY
      build_date
  ),

  -- A build that the ledger does not know is taken at its date.
  days AS (
    SELECT
      builds.build_date,
      ANY_VALUE(arrivals.newest_arrival_at) AS newest_arrival_at,
      ANY_VALUE(arrivals.newest_reading_at) AS newest_reading_at
    FROM
      ci.job_daily AS builds
    LEFT JOIN
      arrivals
      ON builds.build_date = arrivals.build_date
    GROUP BY
      builds.build_date
  )

SELECT
  DATE_SUB(MAX(build_date), INTERVAL 27 DAY) AS first_date,
  MAX(build_date) AS last_date,
  MAX(newest_arrival_at) AS newest_arrival_at,
  MAX(newest_reading_at) AS newest_reading_at
FROM
  days
WHERE
  build_date <= COALESCE(DATE_ADD(DATE(newest_arrival_at), INTERVAL 1 DAY), build_date)
