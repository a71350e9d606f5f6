WITH
  jobs AS (
    SELECT
      job,
      product,
      version,
      MAX(status_from_date) AS retired_date,
      MAX(reason) AS reason,
      COUNT(*) AS builds,
      COUNTIF(outcome = 'passed') AS passed,
      MAX(build_date) AS last_build_date,
      LOGICAL_OR(is_newest) AS is_still_on_it
    FROM
      ci.tested_versions
    WHERE
      status = 'retired'
    GROUP BY
      job,
      product,
      version
  )

SELECT
  * EXCEPT (is_still_on_it)
FROM
  jobs
WHERE
  is_still_on_it
