WITH
  places AS (
    SELECT
      job,
      bucket,
      cluster,
      COUNT(*) AS builds,
      MIN(build_date) AS first_build_date,
      MAX(build_date) AS last_build_date,
      MAX(started_at) AS last_started_at
    FROM
      ci.build_daily
    GROUP BY
      job,
      bucket,
      cluster
  ),

  owned AS (
    SELECT
      places.*,
      COALESCE(buckets.owner, 'unknown') AS bucket_owner,
      COALESCE(clusters.owner, 'unknown') AS cluster_owner,
      ROW_NUMBER() OVER (
        PARTITION BY places.job
        ORDER BY places.last_started_at DESC, places.bucket, places.cluster
      ) = 1 AS is_current
    FROM
      places
    LEFT JOIN
      ci.infrastructure_policy AS buckets
      ON
        buckets.kind = 'bucket'
        AND places.bucket = buckets.name
    LEFT JOIN
      ci.infrastructure_policy AS clusters
      ON
        clusters.kind = 'cluster'
        AND places.cluster = clusters.name
  )

SELECT
  job,
  bucket,
  bucket_owner,
  cluster,
  cluster_owner,
  CASE
    WHEN 'legacy' IN (bucket_owner, cluster_owner) THEN 'legacy'
    WHEN 'unknown' IN (bucket_owner, cluster_owner) THEN 'unknown'
    ELSE 'community'
  END AS owner,
  first_build_date AS since_date,
  last_build_date,
  builds,
  is_current
FROM
  owned
