WITH
  readings_daily AS (
    SELECT
      build_date,
      COUNTIF({{ is_of_object(kind) }}) AS objects,
      COUNTIF(outcome = 'parsed') AS parsed,
      COUNTIF(outcome = 'salvaged') AS salvaged,
      COUNTIF(outcome = 'ignored' AND kind != 'position') AS ignored,
      COUNTIF(outcome = 'rejected' AND {{ is_of_object(kind) }}) AS rejected,
      COUNTIF(kind IN ('event', 'message')) AS unreadable_arrivals
    FROM
      ci.ingested_objects
    GROUP BY
      build_date
  ),

  -- Seconds from the writing of each generation of an object until it was first read; later readings do not count.
  lags AS (
    SELECT
      build_date,
      (UNIX_MICROS(MIN(ingested_at)) - UNIX_MICROS(MIN(updated_at))) / 1000000 AS lag_seconds
    FROM
      ci_raw.ingested_objects
    WHERE
      {{ is_of_object(kind) }}
      AND outcome != 'withdrawn'
    GROUP BY
      build_date,
      bucket,
      object_name,
      generation
  ),

  lags_with_median AS (
    SELECT
      build_date,
      lag_seconds,
      PERCENTILE_CONT(lag_seconds, 0.5) OVER (PARTITION BY build_date) AS lag_p50_seconds
    FROM
      lags
  ),

  lags_daily AS (
    SELECT
      build_date,
      MAX(lag_p50_seconds) AS lag_p50_seconds,
      MAX(lag_seconds) AS lag_max_seconds
    FROM
      lags_with_median
    GROUP BY
      build_date
  )

SELECT
  readings.build_date,
  readings.objects,
  readings.parsed,
  readings.salvaged,
  readings.ignored,
  readings.rejected,
  readings.unreadable_arrivals,
  {% for table in row_tables %}
  IFNULL(completeness.{{ table }}_promised, 0) AS {{ table }}_promised,
  IFNULL(completeness.{{ table }}_stored, 0) AS {{ table }}_stored,
  IFNULL(completeness.{{ table }}_missing, 0) AS {{ table }}_missing,
  {% endfor %}
  lags.lag_p50_seconds,
  lags.lag_max_seconds
FROM
  readings_daily AS readings
LEFT JOIN
  ci.row_completeness AS completeness
  ON readings.build_date = completeness.build_date
LEFT JOIN
  lags_daily AS lags
  ON readings.build_date = lags.build_date
