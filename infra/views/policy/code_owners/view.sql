-- Written by `npm run generate` from infra/policy/code-owners.json.
SELECT 1 AS position, '^kubernetes/kops$' AS repositories, '^.*$' AS paths, 'sig-cluster-lifecycle' AS owner
