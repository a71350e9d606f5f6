-- Written by `npm run generate` from infra/policy/symptoms.json.
SELECT 'boskos_nothing_free' AS symptom, 'infra' AS class, 'lease' AS cause
UNION ALL
SELECT 'aws_quota' AS symptom, 'infra' AS class, 'quota' AS cause
UNION ALL
SELECT 'gce_quota' AS symptom, 'infra' AS class, 'quota' AS cause
UNION ALL
SELECT 'azure_capacity' AS symptom, 'infra' AS class, 'quota' AS cause
UNION ALL
SELECT 'digitalocean_limit' AS symptom, 'infra' AS class, 'quota' AS cause
UNION ALL
SELECT 'aws_capacity' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'gce_stockout' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'api_throttled' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'cluster_not_validated' AS symptom, 'infra' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'credentials_expired' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'out_of_time' AS symptom, 'infra' AS class, 'timeout' AS cause
UNION ALL
SELECT 'evicted' AS symptom, 'infra' AS class, 'eviction' AS cause
UNION ALL
SELECT 'out_of_memory' AS symptom, 'infra' AS class, 'eviction' AS cause
UNION ALL
SELECT 'image_not_pulled' AS symptom, 'infra' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'volume_still_attached' AS symptom, 'infra' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'resources_left_behind' AS symptom, 'infra' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'sources_not_fetched' AS symptom, 'infra' AS class, 'clone' AS cause
UNION ALL
SELECT 'invalid_cluster_spec' AS symptom, 'product' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'node_not_ready' AS symptom, 'product' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'addon_not_healthy' AS symptom, 'product' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'go_panic' AS symptom, 'test' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'connection_refused' AS symptom, 'test' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'name_not_resolved' AS symptom, 'test' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'condition_not_met_in_time' AS symptom, 'test' AS class, CAST(NULL AS STRING) AS cause
