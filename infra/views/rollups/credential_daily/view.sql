WITH
  -- The credentials of a build without a prowjob.json are unknown.
  known_builds AS (
    SELECT
      build_date,
      job,
      bucket,
      object_name AS build_path,
      build_id,
      COALESCE(triggered_at, started_at, TIMESTAMP(build_date)) AS triggered_at,
      credentials
    FROM
      ci.builds
    WHERE
      credentials IS NOT NULL
  ),

  signs AS (
    SELECT
      build_date,
      bucket,
      build_path,
      JSON_VALUE(credential, '$.cloud') AS cloud,
      JSON_VALUE(credential, '$.kind') AS kind,
      CONCAT(
        REPLACE(JSON_VALUE(credential, '$.evidence'), '_', ' '),
        ' ',
        JSON_VALUE(credential, '$.name')
      ) AS sign
    FROM
      known_builds
    CROSS JOIN
      UNNEST(JSON_QUERY_ARRAY(credentials)) AS credential
  ),

  postures AS (
    SELECT
      build_date,
      bucket,
      build_path,
      cloud,
      CASE
        WHEN COUNTIF(kind = 'short_lived') = 0 THEN 'static'
        WHEN COUNTIF(kind = 'static') = 0 THEN 'short_lived'
        ELSE 'both'
      END AS posture,
      STRING_AGG(IF(kind = 'static', sign, NULL), ', ' ORDER BY sign) AS static_evidence,
      STRING_AGG(IF(kind = 'short_lived', sign, NULL), ', ' ORDER BY sign) AS short_lived_evidence
    FROM
      signs
    GROUP BY
      build_date,
      bucket,
      build_path,
      cloud
  )

SELECT
  builds.build_date,
  builds.job,
  builds.bucket,
  builds.build_path,
  builds.build_id,
  builds.triggered_at,
  postures.cloud,
  postures.posture,
  postures.static_evidence,
  postures.short_lived_evidence
FROM
  known_builds AS builds
LEFT JOIN
  postures
  ON
    builds.build_date = postures.build_date
    AND builds.bucket = postures.bucket
    AND builds.build_path = postures.build_path
