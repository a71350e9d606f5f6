-- If a log has several values of a fact, the last one counts: an upgrade ends with the version that it upgrades to.
SELECT
  build_date,
  bucket,
  build_path,
  ANY_VALUE(IF(finding = 'kops_build', value, NULL) HAVING MAX IF(finding = 'kops_build', last_line_number, NULL))
    AS kops_build,
  ANY_VALUE(IF(finding = 'kops_commit', value, NULL) HAVING MAX IF(finding = 'kops_commit', last_line_number, NULL))
    AS kops_commit,
  ANY_VALUE(
    IF(finding = 'kubernetes_build', value, NULL)
    HAVING MAX IF(finding = 'kubernetes_build', last_line_number, NULL)
  ) AS kubernetes_build,
  ANY_VALUE(IF(finding = 'region', value, NULL) HAVING MAX IF(finding = 'region', last_line_number, NULL)) AS region
FROM
  ci.log_findings
WHERE
  finding_kind = 'fact'
GROUP BY
  build_date,
  bucket,
  build_path
