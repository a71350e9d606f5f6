WITH
  -- A region and a build cluster have to be a hundred times as likely as a cloud, since builds of one cloud run in few of them.
  builds AS (
    SELECT *, p_value * IF(dimension = 'cloud', 1, 100) AS weighted_p_value FROM ci.outage_builds
  ),

  periods AS (
    SELECT * FROM ci.outage_periods
  ),

  counted AS (
    SELECT
      dimension,
      value,
      outage_started_at,
      p_value,
      COUNTIF(is_hit) AS hits,
      COUNTIF(is_hit AND is_early_failure AND is_in_period) AS early_failures
    FROM
      builds
    GROUP BY
      dimension,
      value,
      outage_started_at,
      p_value
  ),

  -- Hits that two periods have in common.
  shared AS (
    SELECT
      ours.dimension,
      ours.value,
      ours.outage_started_at,
      theirs.dimension AS other_dimension,
      theirs.value AS other_value,
      theirs.outage_started_at AS other_outage_started_at,
      COUNT(*) AS hits
    FROM
      builds AS ours
    INNER JOIN
      builds AS theirs
      ON
        ours.build_date = theirs.build_date
        AND ours.bucket = theirs.bucket
        AND ours.build_path = theirs.build_path
        AND ours.is_hit
        AND theirs.is_hit
        AND (
          ours.weighted_p_value > theirs.weighted_p_value
          OR (ours.weighted_p_value = theirs.weighted_p_value AND ours.dimension > theirs.dimension)
        )
    GROUP BY
      ours.dimension,
      ours.value,
      ours.outage_started_at,
      theirs.dimension,
      theirs.value,
      theirs.outage_started_at
  ),

  -- An outage of a cloud shows in its regions and in build clusters as well. Of periods that share half of their hits the
  -- likeliest is the outage, unless it hit a far lower share of its builds, as one that spans two outages does.
  explained AS (
    SELECT DISTINCT
      counted.dimension,
      counted.value,
      counted.outage_started_at
    FROM
      counted
    INNER JOIN
      shared
      ON
        counted.dimension = shared.dimension
        AND counted.value = shared.value
        AND counted.outage_started_at = shared.outage_started_at
    INNER JOIN
      periods AS ours
      ON
        shared.dimension = ours.dimension
        AND shared.value = ours.value
        AND shared.outage_started_at = ours.started_at
    INNER JOIN
      periods AS theirs
      ON
        shared.other_dimension = theirs.dimension
        AND shared.other_value = theirs.value
        AND shared.other_outage_started_at = theirs.started_at
    WHERE
      2 * shared.hits >= counted.hits
      AND 3 * theirs.failures * ours.runs >= 2 * ours.failures * theirs.runs
  )

SELECT
  periods.dimension,
  periods.value,
  periods.started_at,
  periods.ended_at,
  periods.runs,
  periods.failures,
  counted.early_failures,
  periods.jobs,
  periods.failures / periods.runs AS rate,
  periods.expected / periods.runs AS usual_rate,
  periods.p_value,
  periods.q_value
FROM
  periods
INNER JOIN
  counted
  ON
    periods.dimension = counted.dimension
    AND periods.value = counted.value
    AND periods.started_at = counted.outage_started_at
LEFT JOIN
  explained
  ON
    periods.dimension = explained.dimension
    AND periods.value = explained.value
    AND periods.started_at = explained.outage_started_at
WHERE
  explained.dimension IS NULL
