WITH
  builds AS (
    SELECT
      *,
      ROW_NUMBER() OVER (PARTITION BY job ORDER BY build_date DESC, position DESC) = 1 AS is_newest
    FROM
      ci.recent_builds
    WHERE
      outcome IN ('passed', 'failed', 'errored')
  ),

  -- An upgrade tests the version that it starts from as well.
  versions AS (
    SELECT
      bucket,
      build_path,
      'kubernetes' AS product,
      kubernetes_version AS version
    FROM
      builds
    UNION DISTINCT
    SELECT
      bucket,
      build_path,
      'kubernetes' AS product,
      kubernetes_version_from AS version
    FROM
      builds
    UNION DISTINCT
    SELECT
      bucket,
      build_path,
      'kops' AS product,
      kops_version AS version
    FROM
      builds
    UNION DISTINCT
    SELECT
      bucket,
      build_path,
      'kops' AS product,
      kops_version_from AS version
    FROM
      builds
  )

-- Names such as latest, stable or ci stand for another version each day and have no status.
SELECT
  builds.build_date,
  builds.bucket,
  builds.build_path,
  builds.build_id,
  builds.job,
  builds.outcome,
  builds.is_newest,
  versions.product,
  versions.version,
  COALESCE(policy.status, 'unlisted') AS status,
  policy.from_date AS status_from_date,
  policy.reason
FROM
  builds
INNER JOIN
  versions
  ON
    builds.bucket = versions.bucket
    AND builds.build_path = versions.build_path
LEFT JOIN
  ci.version_policy AS policy
  ON
    versions.product = policy.product
    AND versions.version = policy.version
    AND builds.build_date >= policy.from_date
    AND builds.build_date < COALESCE(policy.until_date, DATE '9999-12-31')
WHERE
  REGEXP_CONTAINS(versions.version, r'^[0-9]+[.][0-9]+$')
