-- Upgrades are left out: they end in a cell but do not create a cluster there. So are pull requests: their code is not
-- released yet.
SELECT
  cells.grid,
  cells.cell,
  builds.job,
  STARTS_WITH(builds.job, cells.job_prefix) AS is_grid_job,
  builds.build_date,
  builds.position,
  builds.outcome,
  DATE_DIFF((SELECT last_date FROM ci.history_window), builds.build_date, DAY) AS age_days
FROM
  ci.build_daily AS builds
INNER JOIN
  ci.matrix_cells AS cells
  ON
    builds.cloud = cells.cloud
    AND builds.networking = cells.networking
    AND builds.distro = cells.distro
    AND builds.architecture = cells.architecture
    AND builds.kubernetes_version = cells.kubernetes_version
    AND builds.kops_version = cells.kops_version
WHERE
  builds.build_date <= (SELECT last_date FROM ci.history_window)
  AND builds.outcome IN ('passed', 'failed', 'errored')
  AND builds.kubernetes_version_from IS NULL
  AND builds.kops_version_from IS NULL
  AND COALESCE(builds.job_type, '') NOT IN ('presubmit', 'batch')
