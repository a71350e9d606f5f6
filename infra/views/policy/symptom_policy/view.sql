-- Written by `npm run generate` from infra/policy/symptoms.json.
SELECT 'out_of_time' AS symptom, 'infra' AS class, 'timeout' AS cause
UNION ALL
SELECT 'out_of_memory' AS symptom, 'infra' AS class, 'eviction' AS cause
UNION ALL
SELECT 'evicted' AS symptom, 'infra' AS class, 'eviction' AS cause
UNION ALL
SELECT 'interrupted' AS symptom, 'infra' AS class, 'eviction' AS cause
UNION ALL
SELECT 'pod_not_started' AS symptom, 'infra' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'build_cluster_unknown' AS symptom, 'config' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'git_ref_missing' AS symptom, 'config' AS class, 'clone' AS cause
UNION ALL
SELECT 'merge_conflict' AS symptom, CAST(NULL AS STRING) AS class, 'clone' AS cause
UNION ALL
SELECT 'sources_not_fetched' AS symptom, 'infra' AS class, 'clone' AS cause
UNION ALL
SELECT 'boskos_type_unknown' AS symptom, 'config' AS class, 'lease' AS cause
UNION ALL
SELECT 'boskos_nothing_free' AS symptom, 'infra' AS class, 'lease' AS cause
UNION ALL
SELECT 'lease_not_released' AS symptom, 'infra' AS class, 'lease' AS cause
UNION ALL
SELECT 'registry_limit' AS symptom, 'infra' AS class, 'image' AS cause
UNION ALL
SELECT 'container_image_missing' AS symptom, 'config' AS class, 'image' AS cause
UNION ALL
SELECT 'image_not_pulled' AS symptom, 'infra' AS class, 'image' AS cause
UNION ALL
SELECT 'docker_unavailable' AS symptom, 'infra' AS class, 'build' AS cause
UNION ALL
SELECT 'image_missing' AS symptom, 'config' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'instance_type_unknown' AS symptom, 'config' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'version_unsupported' AS symptom, 'config' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'marker_missing' AS symptom, 'config' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'bad_flag' AS symptom, 'config' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'secret_missing' AS symptom, 'config' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'public_ip_unknown' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'go_module_not_fetched' AS symptom, 'infra' AS class, 'build' AS cause
UNION ALL
SELECT 'download_failed' AS symptom, 'infra' AS class, 'build' AS cause
UNION ALL
SELECT 'certificate_expired' AS symptom, 'infra' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'disk_full' AS symptom, 'infra' AS class, 'eviction' AS cause
UNION ALL
SELECT 'process_killed' AS symptom, 'infra' AS class, 'eviction' AS cause
UNION ALL
SELECT 'kind_node_not_started' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'too_many_files' AS symptom, 'infra' AS class, 'build' AS cause
UNION ALL
SELECT 'api_throttled' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'aws_quota' AS symptom, 'infra' AS class, 'quota' AS cause
UNION ALL
SELECT 'gce_quota' AS symptom, 'infra' AS class, 'quota' AS cause
UNION ALL
SELECT 'azure_quota' AS symptom, 'infra' AS class, 'quota' AS cause
UNION ALL
SELECT 'digitalocean_limit' AS symptom, 'infra' AS class, 'quota' AS cause
UNION ALL
SELECT 'other_cloud_quota' AS symptom, 'infra' AS class, 'quota' AS cause
UNION ALL
SELECT 'aws_capacity' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'gce_stockout' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'azure_capacity' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'other_cloud_capacity' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'cloud_unavailable' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'credentials_expired' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'permission_denied' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'invalid_cluster_spec' AS symptom, 'product' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'api_name_not_updated' AS symptom, 'product' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'instances_missing' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'node_not_ready' AS symptom, 'product' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'addon_not_ready' AS symptom, 'product' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'machine_not_joined' AS symptom, CAST(NULL AS STRING) AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'addon_not_healthy' AS symptom, 'product' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'api_unreachable' AS symptom, 'infra' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'api_not_serving' AS symptom, CAST(NULL AS STRING) AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'upgrade_stuck' AS symptom, 'product' AS class, 'upgrade' AS cause
UNION ALL
SELECT 'upgrade_incomplete' AS symptom, 'product' AS class, 'upgrade' AS cause
UNION ALL
SELECT 'test_code_broken' AS symptom, 'test' AS class, 'build' AS cause
UNION ALL
SELECT 'compile_error' AS symptom, 'product' AS class, 'build' AS cause
UNION ALL
SELECT 'verify_failed' AS symptom, 'product' AS class, 'build' AS cause
UNION ALL
SELECT 'test_hung' AS symptom, 'test' AS class, 'test' AS cause
UNION ALL
SELECT 'data_race' AS symptom, 'test' AS class, 'test' AS cause
UNION ALL
SELECT 'go_panic' AS symptom, 'test' AS class, 'test' AS cause
UNION ALL
SELECT 'kops_panic' AS symptom, 'product' AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'spec_timed_out' AS symptom, 'test' AS class, 'test' AS cause
UNION ALL
SELECT 'name_not_resolved' AS symptom, 'test' AS class, 'test' AS cause
UNION ALL
SELECT 'connection_refused' AS symptom, 'test' AS class, 'test' AS cause
UNION ALL
SELECT 'condition_not_met_in_time' AS symptom, 'test' AS class, 'test' AS cause
UNION ALL
SELECT 'volume_still_attached' AS symptom, 'infra' AS class, CAST(NULL AS STRING) AS cause
UNION ALL
SELECT 'resources_left_behind' AS symptom, 'infra' AS class, 'teardown' AS cause
UNION ALL
SELECT 'cluster_not_validated' AS symptom, CAST(NULL AS STRING) AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'cluster_not_created' AS symptom, CAST(NULL AS STRING) AS class, 'cluster_creation' AS cause
UNION ALL
SELECT 'test_package_missing' AS symptom, CAST(NULL AS STRING) AS class, 'test' AS cause
UNION ALL
SELECT 'tests_failed' AS symptom, 'test' AS class, 'test' AS cause
