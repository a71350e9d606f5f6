-- Written by `npm run generate` from infra/policy/infrastructure.json.
SELECT 'bucket' AS kind, 'kops-ci' AS name, 'legacy' AS owner
UNION ALL
SELECT 'bucket' AS kind, 'k8s-infra-kops-ci-results' AS name, 'legacy' AS owner
UNION ALL
SELECT 'bucket' AS kind, 'k8s-staging-kops' AS name, 'community' AS owner
UNION ALL
SELECT 'bucket' AS kind, 'kubernetes-ci-logs' AS name, 'community' AS owner
UNION ALL
SELECT 'bucket' AS kind, 'kubernetes-jenkins' AS name, 'legacy' AS owner
UNION ALL
SELECT 'cluster' AS kind, 'build' AS name, 'legacy' AS owner
UNION ALL
SELECT 'cluster' AS kind, 'default' AS name, 'legacy' AS owner
UNION ALL
SELECT 'cluster' AS kind, 'eks-prow-build-cluster' AS name, 'community' AS owner
UNION ALL
SELECT 'cluster' AS kind, 'k8s-infra-aks-prow-build' AS name, 'community' AS owner
UNION ALL
SELECT 'cluster' AS kind, 'k8s-infra-kops-prow-build' AS name, 'community' AS owner
UNION ALL
SELECT 'cluster' AS kind, 'k8s-infra-ppc64le-prow-build' AS name, 'community' AS owner
UNION ALL
SELECT 'cluster' AS kind, 'k8s-infra-prow-build' AS name, 'community' AS owner
UNION ALL
SELECT 'cluster' AS kind, 'k8s-infra-prow-build-trusted' AS name, 'community' AS owner
UNION ALL
SELECT 'cluster' AS kind, 'k8s-infra-s390x-prow-build' AS name, 'community' AS owner
