-- Written by `npm run generate` from infra/policy/symptoms.json.
WITH
  examined AS (
    SELECT
      *,
      CASE
        WHEN REGEXP_CONTAINS(text, '(?m)Process did not finish before \\S+ timeout|^Pod running timeout\\.') THEN 'out_of_time'
        WHEN REGEXP_CONTAINS(text, '(?m)OOMKilled|OOM killed by the cluster|Memory cgroup out of memory') THEN 'out_of_memory'
        WHEN REGEXP_CONTAINS(text, '(?m)[Tt]he node (?:was low on resource|had condition)|^Evicted$|"reason": ?"(?:Evicted|Preempted|Preempting|TaintManagerEviction|NodeNotReady)"|node is shutting down|^Job pod was evicted by the cluster\\.|^Job pod reached max revivals|^Pod got deleted unexpectedly') THEN 'evicted'
        WHEN REGEXP_CONTAINS(text, '(?m)"msg":"(?:Entrypoint received interrupt|Received (?:an )?interrupt)') THEN 'interrupted'
        WHEN REGEXP_CONTAINS(text, '(?m)^Pod (?:scheduling|pending) timeout\\.') THEN 'pod_not_started'
        WHEN REGEXP_CONTAINS(text, '(?m)(?i)^Terminal error: .*unknown cluster alias') THEN 'build_cluster_unknown'
        WHEN REGEXP_CONTAINS(text, '(?m)^fatal: (?:couldn\'t find remote ref|[Rr]emote branch \\S+ not found|reference is not a tree|(?:bad|invalid) (?:object|reference)|repository \'[^\']*\' not found|unable to read tree)|^fatal: (?:remote error: )?(?:upload-pack: )?not our ref|^error: pathspec \'[^\']*\' did not match|^remote: Repository not found') THEN 'git_ref_missing'
        WHEN REGEXP_CONTAINS(text, '(?m)^CONFLICT \\(|^Automatic merge failed; fix conflicts') THEN 'merge_conflict'
        WHEN REGEXP_CONTAINS(text, '(?m)^(?:fatal|error): (?:unable to (?:access|connect|look up)|RPC failed|early EOF|fetch-pack:|index-pack failed|[Tt]he remote end hung up|protocol error|read error:|expected flush|bad pack header|unexpected disconnect|(?:remote error: )?(?:Internal|internal server|.* rate limit)|could not read (?:Username|Password) for|Authentication failed for)|unable to access \'https://github\\.com|Could not read from remote repository|^ssh: (?:Could not resolve|connect to host)|some refs failed to clone|cloning the appropriate refs failed') THEN 'sources_not_fetched'
        WHEN REGEXP_CONTAINS(text, '(?m)boskos.*: resource type not found') THEN 'boskos_type_unknown'
        WHEN REGEXP_CONTAINS(text, '(?m)failed to get a "[^"]*" from boskos|boskos had no \\S+ available|boskos failed to acquire|boskos does not have a free|failed to get project from boskos|failed to (?:make|create) boskos client|checkout_account\\.py.*(?:rror|Got invalid response)|[Ff]ailed to acquire \\S+ from [Bb]oskos|Got invalid response \\d+: ') THEN 'boskos_nothing_free'
        WHEN REGEXP_CONTAINS(text, '(?m)\\[Boskos\\] Fail To Release|statusCode \\d+ releasing |failed to release boskos project|failed to release \\S+: status') THEN 'lease_not_released'
        WHEN REGEXP_CONTAINS(text, '(?m)toomanyrequests: |pull rate limit|from GET request to https://\\S+: 429') THEN 'registry_limit'
        WHEN REGEXP_CONTAINS(text, '(?m)manifest (?:for \\S+ )?(?:unknown|not found)|manifest unknown|pull access denied for|repository \\S+ not found: does not exist|failed to resolve source metadata for \\S+: \\S+: not found|InvalidImageName') THEN 'container_image_missing'
        WHEN REGEXP_CONTAINS(text, '(?m)ErrImagePull|ImagePullBackOff|[Ff]ailed to pull (?:and unpack )?image|Error response from daemon: (?:Get "|Head "|received unexpected HTTP|net/http|error pulling|error parsing HTTP)|error pulling image|failed to copy: httpReadSeeker|failed to do request: Head|failed to authorize: |failed to fetch (?:anonymous|oauth) token') THEN 'image_not_pulled'
        WHEN REGEXP_CONTAINS(text, '(?m)Cannot connect to the Docker daemon|Reached maximum attempts, not waiting any longer|dial unix /var/run/docker\\.sock: connect:') THEN 'docker_unavailable'
        WHEN REGEXP_CONTAINS(text, '(?m)could not find [Ii]mage|no image found with name|InvalidAMIID\\.|PlatformImageNotFound|The resource \'projects/[^\']*/(?:images|machineImages)/[^\']*\' was not found|failed to get latest image from family|specified image \\"[^\\"]*\\" is invalid|Could not fetch resource:.*images|[Ii]mage \\S+ (?:was )?not found|The following images? (?:was|were) not found') THEN 'image_missing'
        WHEN REGEXP_CONTAINS(text, '(?m)machine type(?: specified)?(?: "[^"]*")? is invalid|no instance type found|InvalidInstanceType|unsupported architecture for instance type|no eligible region found with (?:\\d+ zones offering )?instance types|api error Unsupported: Your requested instance type|api error InvalidParameterValue: Invalid value .* for InstanceType') THEN 'instance_type_unknown'
        WHEN REGEXP_CONTAINS(text, '(?m)(?:kops|kubernetes) upgrade is required|kops version older than last used to update|unexpected kubernetes version: |(?:cannot|unable to|could not|error) pars(?:e|ing) (?:[Kk]ubernetes ?[Vv]ersion|kubernetes version)|failed to get latest release name|no matching version for|No valid versions with the prefix') THEN 'version_unsupported'
        WHEN REGEXP_CONTAINS(text, '(?m)https?://\\S+ returned (?:403|404|410)\\b|The requested URL returned error: (?:403|404|410)|ERROR 404: Not Found|No URLs matched: gs://|BucketNotFoundException|matched no objects|NoSuchKey') THEN 'marker_missing'
        WHEN REGEXP_CONTAINS(text, '(?m)^(?:Error|error|ERROR): (?:unknown (?:shorthand )?flag|unknown command|required flag|missing required|invalid argument "[^"]*" for|accepts \\d|--\\S+ is required)|^unknown (?:shorthand )?flag: |flag provided but not defined|unrecognized arguments?:|unrecognized flag|^must set (?:all of|KOPS_VERSION)|init failed to (?:check|verify) \\S*\\s?flags|Flags? (?:parse|validation) failed|failed to (?:parse|validate) flags|missing required --|required --\\S+ when|unsupported --cloud-provider|unknown deployment strategy|Error: unknown CloudProvider|you can\\\'t (?:set|use) kops-|JOB_NAME, and BUILD_ID env vars are required') THEN 'bad_flag'
        WHEN REGEXP_CONTAINS(text, '(?m)references non-existent secret key|CreateContainerConfigError|secrets? \\"[^\\"]+\\" not found|MountVolume\\.SetUp failed for volume \\"[^\\"]+\\" : (?:secret|configmap)') THEN 'secret_missing'
        WHEN REGEXP_CONTAINS(text, '(?m)external IP cannot be retrieved') THEN 'public_ip_unknown'
        WHEN REGEXP_CONTAINS(text, '(?m)(?:proxy|sum)\\.golang\\.org.*(?:timeout|GOAWAY|EOF|reset by peer|connection refused|no such host|server misbehaving|stream error|i/o|unreachable|50\\d |Bad Gateway|Internal Server Error|Service Unavailable|Too Many Requests)|^go: (?:downloading )?\\S+@\\S+: .*(?:TLS handshake timeout|i/o timeout|connection reset|GOAWAY|unexpected EOF|no such host|stream error)') THEN 'go_module_not_fetched'
        WHEN REGEXP_CONTAINS(text, '(?m)https?://\\S+ returned 5\\d\\d\\b|curl: \\((?:5|6|7|16|18|28|35|52|55|56|92)\\) |The requested URL returned error: (?:429|5\\d\\d)|wget: unable to resolve|ERROR 5\\d\\d: |Temporary failure (?:in name resolution|resolving)|Could not resolve host|^E: (?:Failed to fetch|Unable to fetch)|sha256 does not match|ReadTimeoutError|npm ERR! network|net/http: TLS handshake timeout$') THEN 'download_failed'
        WHEN REGEXP_CONTAINS(text, '(?m)certificate has expired') THEN 'certificate_expired'
        WHEN REGEXP_CONTAINS(text, '(?m)[Nn]o space left on device|[Dd]isk quota exceeded') THEN 'disk_full'
        WHEN REGEXP_CONTAINS(text, '(?m): signal: killed$|^Killed$|^make(?:\\[\\d+\\])?: \\*\\*\\* .* (?:Killed|Error 137)$|fatal error: runtime: (?:cannot allocate memory|out of memory)|[Cc]annot allocate memory|OutOfMemoryError|exited with (?:code|status) 137') THEN 'process_killed'
        WHEN REGEXP_CONTAINS(text, '(?m)could not find a log line that matches') THEN 'kind_node_not_started'
        WHEN REGEXP_CONTAINS(text, '(?m)too many open files|Failed to (?:allocate|create) (?:directory watch|control group inotify object)') THEN 'too_many_files'
        WHEN REGEXP_CONTAINS(text, '(?m)RequestLimitExceeded|Throttling(?:Exception)?: |Rate exceeded|[a-z]?[rR]ateLimitExceeded|RATE_LIMIT_EXCEEDED|TooManyRequests|PriorRequestNotComplete|SlowDown: |[Rr]ate [Ll]imit [Ee]xceeded|rate_limit_exceeded|StatusCode: 429|Error 429: |: 429 \\(request|exceeded retry limit|failed to get rate limit token') THEN 'api_throttled'
        WHEN REGEXP_CONTAINS(text, '(?m)\\b(?:[A-Z][A-Za-z]+LimitExceeded|[A-Za-z]*ServiceQuotaExceeded(?:Exception)?|LimitExceeded(?:Exception)?|TooManyBuckets|TooManyLoadBalancers|TooManyTargetGroups|TooManyHostedZones|MaxSpotInstanceCountExceeded)\\b') THEN 'aws_quota'
        WHEN REGEXP_CONTAINS(text, '(?m)QUOTA_EXCEEDED|quotaExceeded|Quota \'[A-Za-z0-9_.-]+\' exceeded|Quota exceeded for quota (?:group|metric)|Quota limit \'[^\']*\' has been exceeded|Insufficient (?:regional|project) quota|RESOURCE_EXHAUSTED') THEN 'gce_quota'
        WHEN REGEXP_CONTAINS(text, '(?m)QuotaExceeded|OperationNotAllowed.*[Qq]uota|exceeding approved .*[Qq]uota|PublicIPCountLimitReached|[A-Z][A-Za-z]+LimitReached|ResourceGroupQuota') THEN 'azure_quota'
        WHEN REGEXP_CONTAINS(text, '(?m)(?i)will exceed your [a-z ]*limit|reached (?:the|your) (?:limit of )?(?:droplet|volume|load balancer|vpc)s?(?: limit)?') THEN 'digitalocean_limit'
        WHEN REGEXP_CONTAINS(text, '(?m)resource_limit_exceeded|[Qq]uota exceeded for |Quota exceeded, too many|Exceeded quota|OverQuota|scaleway-sdk-go: quotas? exceeded|VolumeLimitExceeded|Account [Ll]imit [Rr]eached|has reached its quota') THEN 'other_cloud_quota'
        WHEN REGEXP_CONTAINS(text, '(?m)Insufficient(?:Instance|Host|ReservedInstance|Volume|FreeAddressesInSubnet)?Capacity|InsufficientFreeAddressesInSubnet|UnfulfillableCapacity|SpotMaxPriceTooLow|capacity-not-available|requested more vCPU capacity than|(?:Launching|launch) (?:a new )?EC2 instance.*[Ff]ailed|Could not launch (?:On-Demand|Spot) Instances') THEN 'aws_capacity'
        WHEN REGEXP_CONTAINS(text, '(?m)ZONE_RESOURCE_POOL_EXHAUSTED|does not have enough resources available to fulfill|due to tight resource constraints|GCE_STOCKOUT|currently unavailable in the \\S+ zone|UNSUPPORTED_OPERATION.*capacity') THEN 'gce_stockout'
        WHEN REGEXP_CONTAINS(text, '(?m)SkuNotAvailable|AllocationFailed|Overconstrained(?:Zonal)?AllocationRequest|NotAvailableForSubscription') THEN 'azure_capacity'
        WHEN REGEXP_CONTAINS(text, '(?m)\\(resource_unavailable[,)]|\\(placement_error[,)]|error during placement|No valid host was found|There are not enough hosts available|is out of stock|[Ss]erver location disabled') THEN 'other_cloud_capacity'
        WHEN REGEXP_CONTAINS(text, '(?m)api error (?:InternalError|InternalFailure|ServiceUnavailable|Unavailable|InternalServiceError)\\b|googleapi: (?:Error 5\\d\\d|got HTTP response code 50\\d)|: 50\\d \\(request|RESPONSE 50\\d: |request send failed, (?:Get|Post|Put) "https://\\S+amazonaws\\.com') THEN 'cloud_unavailable'
        WHEN REGEXP_CONTAINS(text, '(?m)ExpiredToken|InvalidClientTokenId|RequestExpired|AuthFailure|SignatureDoesNotMatch|UnrecognizedClientException|InvalidAccessKeyId|InvalidIdentityToken|IDPCommunicationError|OptInRequired|PendingVerification|no EC2 IMDS role found|failed to refresh cached credentials|NoCredentialProviders|Unable to locate credentials|WebIdentityErr|failed to retrieve (?:jwt|credentials)|invalid_grant|invalid_client|oauth2: |could not find default credentials|invalid authentication credentials|Reauthentication (?:failed|required)|problem refreshing your current auth tokens|do not currently have an active account|AADSTS\\d+|InvalidAuthenticationToken|ExpiredAuthenticationToken|DefaultAzureCredential|EnvironmentCredential|Unable to authenticate you|: 401 \\(request|googleapi: Error 401|\\(unauthorized[,)]|Authentication failed$') THEN 'credentials_expired'
        WHEN REGEXP_CONTAINS(text, '(?m)OperationNotPermitted|UnauthorizedOperation|api error (?:AccessDenied|Forbidden|Blocked)|AccessDenied(?:Exception)?: |is not authorized to perform|Required \'[A-Za-z.]+\' permission|PERMISSION_DENIED|does not have permission to access|does not have [a-z.A-Z]+ access|accessNotConfigured|AuthorizationFailed|LinkedAuthorizationFailed|RequestDisallowedByPolicy|googleapi: Error 403: |AccessDeniedException: 403|HTTPError 403|denied: Permission|denied: Unauthenticated') THEN 'permission_denied'
        WHEN REGEXP_CONTAINS(text, '(?m)(?:spec|metadata)\\.[A-Za-z.\\[\\]0-9]+: (?:Forbidden|Invalid value|Required value|Unsupported value|Not found|Duplicate value|Too many)|completed cluster failed validation|validation of the full cluster and instance group specs failed|circular dependency\\)') THEN 'invalid_cluster_spec'
        WHEN REGEXP_CONTAINS(text, '(?m)dns-controller Kubernetes deployment has not updated|API DNS IP address is the placeholder') THEN 'api_name_not_updated'
        WHEN REGEXP_CONTAINS(text, '(?m)InstanceGroup "[^"]*" (?:did not have enough nodes|is missing from the cloud provider)') THEN 'instances_missing'
        WHEN REGEXP_CONTAINS(text, '(?m)node "[^"]*" of role "[^"]*" is not ready|control-plane node "[^"]*" is missing \\S+ pod|container runtime network not ready|cni plugin not initialized') THEN 'node_not_ready'
        WHEN REGEXP_CONTAINS(text, '(?m)system-(?:node|cluster)-critical pod "[^"]*" is not ready') THEN 'addon_not_ready'
        WHEN REGEXP_CONTAINS(text, '(?m)machine "[^"]*" has not yet joined cluster') THEN 'machine_not_joined'
        WHEN REGEXP_CONTAINS(text, '(?m)system-(?:node|cluster)-critical pod "[^"]*" is (?:pending|unknown phase)') THEN 'addon_not_healthy'
        WHEN REGEXP_CONTAINS(text, '(?m)during validation: .*(?:i/o timeout|context deadline exceeded|no route to host|Client\\.Timeout)') THEN 'api_unreachable'
        WHEN REGEXP_CONTAINS(text, '(?m)unexpected error during validation: ') THEN 'api_not_serving'
        WHEN REGEXP_CONTAINS(text, '(?m)not healthy after update, stopping rolling-update|[Cc]luster did not validate within (?:\\d|a duration)|error validating cluster after|failed to roll InstanceGroup') THEN 'upgrade_stuck'
        WHEN REGEXP_CONTAINS(text, '(?m)^upgrade to \\S+ did not reach all nodes|unexpected number of CA certificates in kubeconfig') THEN 'upgrade_incomplete'
        WHEN REGEXP_CONTAINS(text, '(?m)^(?:vet: )?\\S+_test\\.go:\\d+:\\d+: ') THEN 'test_code_broken'
        WHEN REGEXP_CONTAINS(text, '(?m)^(?:vet: |#\\d+ \\S+ )?\\S+\\.go:\\d+:\\d+: |^FAIL\\s+\\S+ \\[build failed\\]|^go: (?:updates to go\\.mod needed|inconsistent vendoring)|cannot find module providing package|no required module provides package|missing go\\.sum entry|verifying (?:module|go\\.mod): checksum mismatch') THEN 'compile_error'
        WHEN REGEXP_CONTAINS(text, '(?m)^FAILED\\s+verify-|^!!! .*(?:out of date|need(?:s)? (?:to be )?update)|^Please run \\S*(?:hack/update|make )|is out of date\\. Please run') THEN 'verify_failed'
        WHEN REGEXP_CONTAINS(text, '(?m)^panic: test timed out after') THEN 'test_hung'
        WHEN REGEXP_CONTAINS(text, '(?m)^WARNING: DATA RACE|race detected during execution of test') THEN 'data_race'
        WHEN REGEXP_CONTAINS(text, '(?m)^panic: |runtime error: |\\[running\\]: runtime error|^fatal error: (?:all goroutines are asleep|concurrent map)|\\[PANICKED\\]') THEN 'go_panic'
        WHEN REGEXP_CONTAINS(text, '(?m)\\[FAILED\\] (?:.*: )?[Tt]imed out|\\[TIMEDOUT\\]|\\[INTERRUPTED\\]') THEN 'spec_timed_out'
        WHEN REGEXP_CONTAINS(text, '(?m)DNS lookups from \\S+ failed|no such host|server misbehaving') THEN 'name_not_resolved'
        WHEN REGEXP_CONTAINS(text, '(?m)connect: connection refused') THEN 'connection_refused'
        WHEN REGEXP_CONTAINS(text, '(?m)Timed out after [0-9.]+s|timed out waiting for the condition|context deadline exceeded') THEN 'condition_not_met_in_time'
        WHEN REGEXP_CONTAINS(text, '(?m)(?:vol-[0-9a-f]+|disk \\S+) is (?:still|already) (?:attached|being used)|VolumeInUse|resourceInUseByAnotherResource|Multi-Attach error for volume') THEN 'volume_still_attached'
        WHEN REGEXP_CONTAINS(text, '(?m)wait time exceeded during resources deletion|not making progress deleting resources; giving up|DependencyViolation|error removing cluster from state store|Error: \\d+ leaked resources') THEN 'resources_left_behind'
        WHEN REGEXP_CONTAINS(text, '(?m)validation failed: |wait time exceeded during validation|^Error: cluster not yet healthy') THEN 'cluster_not_validated'
        WHEN REGEXP_CONTAINS(text, '(?m)deadline exceeded executing task|^Error: error running tasks|error encountered during \\S*kube-up|starting e2e cluster: |failed to create cluster: |Failed to create (?:master|control plane) instance') THEN 'cluster_not_created'
        WHEN REGEXP_CONTAINS(text, '(?m)failed to download (?:release tar|kubectl)|failed to get (?:sha256 for file|ginkgo test package|packages from published releases)') THEN 'test_package_missing'
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
