-- Written by `npm run generate` from infra/policy/symptoms.json.
WITH
  examined AS (
    SELECT
      *,
      CASE
        WHEN REGEXP_CONTAINS(text, '(?m)no free resource of type|failed to get project from boskos|failed to make boskos client') THEN 'boskos_nothing_free'
        WHEN REGEXP_CONTAINS(text, '(?m)(?:Vpc|Address|InternetGateway|SecurityGroup|RouteTable|Volume|Instance|NatGateway)LimitExceeded|VcpuLimitExceeded|ServiceQuotaExceeded') THEN 'aws_quota'
        WHEN REGEXP_CONTAINS(text, '(?m)QUOTA_EXCEEDED|quotaExceeded|Quota \'[A-Z_]+\' exceeded') THEN 'gce_quota'
        WHEN REGEXP_CONTAINS(text, '(?m)SkuNotAvailable|QuotaExceeded: Operation could not|OperationNotAllowed.*quota') THEN 'azure_capacity'
        WHEN REGEXP_CONTAINS(text, '(?m)(?i)(?:droplet|load balancer|volume) limit of the account|will exceed your (?:droplet|volume) limit') THEN 'digitalocean_limit'
        WHEN REGEXP_CONTAINS(text, '(?m)InsufficientInstanceCapacity|InsufficientFreeAddressesInSubnet') THEN 'aws_capacity'
        WHEN REGEXP_CONTAINS(text, '(?m)ZONE_RESOURCE_POOL_EXHAUSTED|does not have enough resources available to fulfill the request') THEN 'gce_stockout'
        WHEN REGEXP_CONTAINS(text, '(?m)RequestLimitExceeded|Throttling: Rate exceeded|rateLimitExceeded|TooManyRequests') THEN 'api_throttled'
        WHEN REGEXP_CONTAINS(text, '(?m)did not validate within .*timed out waiting for the condition|has not yet joined cluster') THEN 'cluster_not_validated'
        WHEN REGEXP_CONTAINS(text, '(?m)ExpiredToken|InvalidClientTokenId|RequestExpired|AuthFailure|invalid_grant') THEN 'credentials_expired'
        WHEN REGEXP_CONTAINS(text, '(?m)"msg":"(?:Process did not finish before .* timeout|the process went over its limit)') THEN 'out_of_time'
        WHEN REGEXP_CONTAINS(text, '(?m)(?:The|the) node (?:was low on resource|had condition)|^Evicted$|"reason": ?"(?:Evicted|Preempted|TaintManagerEviction)"|node is shutting down') THEN 'evicted'
        WHEN REGEXP_CONTAINS(text, '(?m)OOMKilled|Memory cgroup out of memory') THEN 'out_of_memory'
        WHEN REGEXP_CONTAINS(text, '(?m)ErrImagePull|ImagePullBackOff|toomanyrequests: You have reached your pull rate limit') THEN 'image_not_pulled'
        WHEN REGEXP_CONTAINS(text, '(?m)(?:vol-[0-9a-f]+|disk \\S+) is (?:still|already) (?:attached|being used)') THEN 'volume_still_attached'
        WHEN REGEXP_CONTAINS(text, '(?m)DependencyViolation|has dependencies(?: and cannot be deleted)?, |not all resources deleted') THEN 'resources_left_behind'
        WHEN REGEXP_CONTAINS(text, '(?m)(?:fatal: )?(?:unable to access \'https://github\\.com|Could not read from remote repository)|some refs failed to clone') THEN 'sources_not_fetched'
        WHEN REGEXP_CONTAINS(text, '(?m)spec\\.[A-Za-z.\\[\\]0-9]+: (?:Forbidden|Invalid value|Required value|Unsupported value)') THEN 'invalid_cluster_spec'
        WHEN REGEXP_CONTAINS(text, '(?m)container runtime network not ready|cni plugin not initialized|node \\S+ is not ready after') THEN 'node_not_ready'
        WHEN REGEXP_CONTAINS(text, '(?m)(?:system-(?:node|cluster)-critical pod|pod) \\S+ (?:in kube-system )?is (?:pending|not ready)') THEN 'addon_not_healthy'
        WHEN REGEXP_CONTAINS(text, '(?m)^panic: |runtime error: |\\[running\\]: runtime error') THEN 'go_panic'
        WHEN REGEXP_CONTAINS(text, '(?m)connect: connection refused') THEN 'connection_refused'
        WHEN REGEXP_CONTAINS(text, '(?m)DNS lookups from \\S+ failed|no such host|server misbehaving') THEN 'name_not_resolved'
        WHEN REGEXP_CONTAINS(text, '(?m)Timed out after [0-9.]+s|context deadline exceeded') THEN 'condition_not_met_in_time'
      END AS symptom
    FROM
      ci.symptom_texts
  )

SELECT
  *
FROM
  examined
WHERE
  symptom IS NOT NULL
