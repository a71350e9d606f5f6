-- Written by `npm run generate` from infra/policy/grid.json.
SELECT
  'aws' AS grid,
  cloud,
  networking,
  distro,
  architecture,
  kubernetes_version,
  kops_version,
  CONCAT(cloud, ' ', networking, ' ', distro, ' ', architecture, ' ', kubernetes_version, ' ', kops_version) AS cell,
  'e2e-kops-grid-' AS job_prefix
FROM
  UNNEST(['aws']) AS cloud
CROSS JOIN
  UNNEST(['amazonvpc', 'calico', 'cilium', 'cilium-eni', 'cilium-etcd', 'flannel', 'kindnet', 'kopeio', 'kube-router', 'kubenet']) AS networking
CROSS JOIN
  UNNEST(['al2023', 'al2023arm64', 'deb11', 'deb12', 'deb13', 'flatcar', 'rhel9', 'rhel10arm64', 'rocky9', 'rocky10arm64', 'u2204', 'u2204arm64', 'u2404', 'u2404arm64', 'u2510', 'u2510arm64', 'u2604', 'u2604arm64']) AS distro
CROSS JOIN
  UNNEST(['amd64', 'arm64']) AS architecture
CROSS JOIN
  UNNEST(['1.34', '1.35', '1.36']) AS kubernetes_version
CROSS JOIN
  UNNEST(['1.34', '1.35', '1.36', 'latest']) AS kops_version
WHERE
  NOT (distro IN ('al2023arm64', 'rhel10arm64', 'rocky10arm64', 'u2204arm64', 'u2404arm64', 'u2510arm64', 'u2604arm64') AND architecture IN ('amd64'))
  AND NOT (architecture IN ('arm64') AND NOT (distro IN ('al2023arm64', 'rhel10arm64', 'rocky10arm64', 'u2204arm64', 'u2404arm64', 'u2510arm64', 'u2604arm64')))
  AND NOT (kubernetes_version IN ('1.36') AND kops_version IN ('1.34', '1.35'))
  AND NOT (kubernetes_version IN ('1.35') AND kops_version IN ('1.34'))
  AND NOT (distro IN ('deb11') AND kops_version IN ('latest'))
  AND NOT (distro IN ('rhel10arm64', 'rocky10arm64', 'u2510', 'u2510arm64', 'u2604', 'u2604arm64') AND kops_version IN ('1.34'))
  AND NOT (networking IN ('kopeio') AND architecture IN ('arm64'))
  AND NOT (networking IN ('kopeio') AND distro IN ('flatcar'))
  AND NOT (networking IN ('cilium-eni') AND distro IN ('al2023', 'al2023arm64', 'deb13'))
  AND NOT (networking IN ('amazonvpc') AND distro IN ('al2023', 'al2023arm64', 'deb13') AND kops_version IN ('1.34'))
  AND NOT (networking IN ('amazonvpc', 'cilium-eni') AND distro IN ('deb11', 'rhel9') AND kops_version IN ('1.34'))
  AND NOT (networking IN ('kubenet') AND kops_version IN ('1.34', '1.35'))
  AND NOT (networking IN ('kindnet') AND kops_version IN ('1.34'))
  AND NOT (networking IN ('kube-router') AND distro IN ('rhel10arm64', 'rocky10arm64') AND NOT (kops_version IN ('latest')))
  AND NOT (networking IN ('amazonvpc') AND distro IN ('rhel10arm64', 'rocky10arm64'))
UNION ALL
SELECT
  'gce' AS grid,
  cloud,
  networking,
  distro,
  architecture,
  kubernetes_version,
  kops_version,
  CONCAT(cloud, ' ', networking, ' ', distro, ' ', architecture, ' ', kubernetes_version, ' ', kops_version) AS cell,
  'e2e-kops-grid-' AS job_prefix
FROM
  UNNEST(['gce']) AS cloud
CROSS JOIN
  UNNEST(['calico', 'cilium', 'cilium-etcd', 'gce', 'kindnet', 'kubenet']) AS networking
CROSS JOIN
  UNNEST(['cos121', 'cos121arm64', 'cos125', 'cos125arm64', 'cos129', 'cos129arm64', 'cosdev', 'cosdevarm64', 'deb12', 'deb12arm64', 'deb13', 'deb13arm64', 'rhel10', 'rocky10', 'rocky10arm64', 'u2204', 'u2404', 'u2404arm64', 'umini2404', 'umini2404arm64']) AS distro
CROSS JOIN
  UNNEST(['amd64', 'arm64']) AS architecture
CROSS JOIN
  UNNEST(['1.34', '1.35', '1.36']) AS kubernetes_version
CROSS JOIN
  UNNEST(['1.34', '1.35', '1.36', 'latest']) AS kops_version
WHERE
  NOT (distro IN ('cos121arm64', 'cos125arm64', 'cos129arm64', 'cosdevarm64', 'deb12arm64', 'deb13arm64', 'rocky10arm64', 'u2404arm64', 'umini2404arm64') AND architecture IN ('amd64'))
  AND NOT (architecture IN ('arm64') AND NOT (distro IN ('cos121arm64', 'cos125arm64', 'cos129arm64', 'cosdevarm64', 'deb12arm64', 'deb13arm64', 'rocky10arm64', 'u2404arm64', 'umini2404arm64')))
  AND NOT (kubernetes_version IN ('1.36') AND kops_version IN ('1.34', '1.35'))
  AND NOT (kubernetes_version IN ('1.35') AND kops_version IN ('1.34'))
  AND NOT (distro IN ('cos121', 'cos121arm64') AND kops_version IN ('1.36', 'latest'))
  AND NOT (distro IN ('cos129', 'cos129arm64') AND kops_version IN ('1.34', '1.35'))
  AND NOT (distro IN ('rhel10', 'rocky10', 'rocky10arm64') AND kops_version IN ('1.34'))
  AND NOT (networking IN ('cilium-etcd') AND kops_version IN ('1.34', '1.35'))
  AND NOT (networking IN ('kindnet') AND kops_version IN ('1.34'))
