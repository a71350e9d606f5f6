-- Written by `npm run generate` from infra/policy/compatibility.json.
SELECT 'other_clouds' AS rule, r'^(?s:.*)$' AS tests, r'^(?s:.*)$' AS jobs, r'^Only supported for providers (?s:.*)$' AS skip_reasons, 'the cloud does not have the feature under test' AS why, CAST(NULL AS DATE) AS expires_date
UNION ALL
SELECT 'small_clusters' AS rule, r'^(?s:.*)$' AS tests, r'^(?s:.*)$' AS jobs, r'^Requires at least (?s:.*) schedulable nodes(?s:.*)$' AS skip_reasons, 'clusters of the grid have four nodes, because larger ones cost too much' AS why, DATE '2027-06-30' AS expires_date
UNION ALL
SELECT 'raw_block_snapshots' AS rule, r'^(?s:.*)$' AS tests, r'^(?s:.*)$' AS jobs, r'^Driver does not support snapshots of raw block volumes(?s:.*)$' AS skip_reasons, 'the drivers do not support these snapshots yet' AS why, DATE '2026-06-30' AS expires_date
