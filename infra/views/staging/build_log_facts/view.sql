-- Upgrades fetch the version that they upgrade to first, then the one that they start from; both again at the end, in
-- another order (kubernetes/kops, tests/e2e/scenarios/lib). The cluster starts with the older version of Kubernetes, and
-- the tests are those of the newer one. Other builds have one version of each.
SELECT
  build_date,
  bucket,
  build_path,
  ANY_VALUE(IF(finding = 'kops_build', value, NULL) HAVING MIN IF(finding = 'kops_build', line_number, NULL))
    AS kops_build,
  ANY_VALUE(IF(finding = 'kops_commit', value, NULL) HAVING MIN IF(finding = 'kops_commit', line_number, NULL))
    AS kops_commit,
  COALESCE(
    ANY_VALUE(IF(finding = 'kops_download', value, NULL) HAVING MIN IF(finding = 'kops_download', line_number, NULL)),
    ANY_VALUE(IF(finding = 'kops_build', value, NULL) HAVING MAX IF(finding = 'kops_build', line_number, NULL))
  ) AS kops_build_from,
  ANY_VALUE(
    IF(finding = 'kubernetes_build', value, NULL)
    HAVING MAX IF(finding = 'kubernetes_build', last_line_number, NULL)
  ) AS kubernetes_build,
  ANY_VALUE(
    IF(finding = 'kubernetes_build', value, NULL)
    HAVING MIN IF(finding = 'kubernetes_build', line_number, NULL)
  ) AS kubernetes_build_from,
  ANY_VALUE(
    IF(finding = 'kubernetes_target', value, NULL)
    HAVING MAX IF(finding = 'kubernetes_target', last_line_number, NULL)
  ) AS kubernetes_target,
  ANY_VALUE(IF(finding = 'region', value, NULL) HAVING MAX IF(finding = 'region', last_line_number, NULL)) AS region,
  ANY_VALUE(
    IF(finding = 'phase' AND value IN ('build', 'up', 'test'), value, NULL)
    HAVING MAX IF(finding = 'phase' AND value IN ('build', 'up', 'test'), last_line_number, NULL)
  ) AS last_phase
FROM
  ci.log_findings
WHERE
  finding_kind = 'fact'
GROUP BY
  build_date,
  bucket,
  build_path
