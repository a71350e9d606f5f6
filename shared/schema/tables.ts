// Generated from infra/tables/*.json by `npm run generate`. Change those, not this.

/** An INT64: a decimal string where it may lie beyond 2^53. */
export type Int64 = number | string;

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Builds, assembled from the files in the folder of each build: started.json, finished.json, prowjob.json, podinfo.json and clone-records.json. A build has one row for each reading of its files. */
export interface BuildsRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** Folder of the build in the bucket, with a trailing slash. */
  readonly object_name: string;
  /** Sum of the generations of the build's files at the time of reading; it increases whenever one of them is written, and decreases when one of them vanishes. */
  readonly generation: Int64;
  /** Version of the parser that produced the row. Among the rows of one generation, those of the newest version are current. */
  readonly parser_version: Int64;
  /** Always 0, because a reading produces one row. */
  readonly ordinal: Int64;
  /** UTC date on which the build started. Partition column: filter on it. */
  readonly build_date: string;
  /** Name of the job, taken from the object name. */
  readonly job: string;
  /** Number of the build within its Prow deployment: a decimal number of up to 19 digits, stored as a string. */
  readonly build_id: string;
  /** Type of the job: periodic, postsubmit, presubmit or batch. */
  readonly job_type: string | null;
  /** GitHub organisation of the repository under test; NULL if none is known. */
  readonly org: string | null;
  /** Repository under test, without its organisation; NULL if none is known. */
  readonly repo: string | null;
  /** Number of the pull request under test; for a batch, the first one. NULL if there is none. */
  readonly pull_number: Int64 | null;
  /** Pull requests under test: [{number, author, sha, title}]. */
  readonly pulls: JsonValue | null;
  /** Branch under test. */
  readonly base_ref: string | null;
  /** Commit of the branch under test. */
  readonly base_sha: string | null;
  /** Commit that was checked out: repo-commit or repo-version in started.json, otherwise revision in finished.json, otherwise the last commit in clone-records.json. It is the name of a branch if Prow did not know the commit. */
  readonly repo_commit: string | null;
  /** Exact versions under test in canonical form: org/repo@commit, followed by +number@commit for each pull request; repositories are sorted. Builds with equal inputs tested the same versions. NULL if a version is not known exactly. */
  readonly inputs: string | null;
  /** Outcome of the build: passed, failed, aborted, errored (Prow could not run it, or it ended without a result) or running; moved for a row which says that the build counts under another date since this generation; withdrawn for a row which says that the reading of its generation and parser version does not count any more, or, if its parser version is 0, no reading of its newest file and of earlier ones. */
  readonly outcome: string;
  /** Whether the build passed; NULL while it is running. */
  readonly is_passed: boolean | null;
  /** Whether the build is complete: finished.json exists and prowjob.json has a completion time, so no further files are expected. */
  readonly is_complete: boolean;
  /** Result in finished.json, in capitals: SUCCESS, FAILURE, ABORTED and others. */
  readonly result: string | null;
  /** State of the ProwJob: triggered, pending, success, failure, aborted or error. */
  readonly state: string | null;
  /** Prow's description of the state of the ProwJob. */
  readonly description: string | null;
  /** Cloud that the cluster under test runs on: aws, gce, azure, digitalocean and others. Synonyms are mapped to one name. */
  readonly cloud: string | null;
  /** Region of the cloud, such as us-east-1, derived from the zones that the job specifies; NULL for the many jobs that specify none. */
  readonly region: string | null;
  /** Network plugin (CNI) of the cluster under test, such as calico or cilium. */
  readonly networking: string | null;
  /** Linux distribution of the nodes, such as u2404 or flatcar. */
  readonly distro: string | null;
  /** Processor architecture of the nodes: amd64, arm64, ppc64le or s390x; amd64 also if only a distribution is known. NULL for a job that names several. */
  readonly architecture: string | null;
  /** Kubernetes version under test: a minor version such as 1.35, or latest, stable or ci. For an upgrade, the version that it upgrades to. */
  readonly kubernetes_version: string | null;
  /** Kubernetes version that an upgrade starts from; NULL for other builds. */
  readonly kubernetes_version_from: string | null;
  /** kOps version under test: a minor version such as 1.35, or latest. For an upgrade, the version that it upgrades to. */
  readonly kops_version: string | null;
  /** kOps version that an upgrade starts from; NULL for other builds. */
  readonly kops_version_from: string | null;
  /** Channel of kOps: alpha or stable. */
  readonly kops_channel: string | null;
  /** Feature flags of kOps, as the job specifies them. */
  readonly feature_flags: string | null;
  /** IP family of the cluster under test: ipv4 or ipv6. */
  readonly ip_family: string | null;
  /** Number of nodes, if the job specifies it; the word scale for a scale test that does not. */
  readonly scale: string | null;
  /** Variant of the experiment that the build is part of: variant in its metadata, which kOps' scalability tests write, otherwise EXPERIMENT_VARIANT of the job; NULL for other builds. */
  readonly variant: string | null;
  /** Source of each dimension from cloud to variant, such as {"cloud": "annotation"}. The sources are annotation, label, environment, flag, name and metadata. */
  readonly dimension_sources: JsonValue | null;
  /** Version marker that specifies the kOps version under test (--kops-version-marker): gs://<bucket>/<name> or another URL. */
  readonly tested_marker: string | null;
  /** Version marker that the build sets to the tested version after its tests have passed (--publish-version-marker): gs://<bucket>/<name>. */
  readonly published_marker: string | null;
  /** kOps release that the job specifies for testing (KOPS_VERSION), such as v1.35.2; for an upgrade, the release that it upgrades to. */
  readonly kops_release: string | null;
  /** Kubernetes release that the job specifies for testing (K8S_VERSION); for an upgrade, the release that it upgrades to (K8S_VERSION_B). NULL if it specifies a name such as latest. */
  readonly kubernetes_release: string | null;
  /** Time at which the ProwJob was created. */
  readonly triggered_at: string | null;
  /** Time at which the pod was created. */
  readonly pending_at: string | null;
  /** Time at which the build started, according to started.json. */
  readonly started_at: string | null;
  /** Time at which the build finished, according to finished.json. */
  readonly finished_at: string | null;
  /** Time at which Prow recorded the completion of the build. */
  readonly completed_at: string | null;
  /** Duration of the build in seconds, from its start to its finish; NULL if either time is unknown. */
  readonly duration_seconds: number | null;
  /** Queue time of the build in seconds, from the creation of the ProwJob to the creation of its pod; NULL if either time is unknown. */
  readonly queue_seconds: number | null;
  /** Build cluster that ran the build. */
  readonly cluster: string | null;
  /** Node or pod named in started.json, otherwise the node named in podinfo.json. */
  readonly node: string | null;
  /** Node that ran the pod, according to podinfo.json. */
  readonly pod_node: string | null;
  /** Name of the pod that ran the build. */
  readonly pod_name: string | null;
  /** Final phase of the pod. */
  readonly pod_phase: string | null;
  /** Reason for the end of the pod, or of one of its containers, such as Evicted or OOMKilled. */
  readonly pod_reason: string | null;
  /** Warning events of the pod, at most 50: [{reason, message, count, last_seen_at}]. */
  readonly pod_events: JsonValue | null;
  /** CPU that the job requests, in cores: the sum over the containers of its pod, without those that Prow adds. For a container without a request, its limit. */
  readonly cpu_request_cores: number | null;
  /** Limit of the CPU of the job, in cores: the sum over the containers that have one. */
  readonly cpu_limit_cores: number | null;
  /** Memory that the job requests, in bytes: the sum over the containers of its pod, without those that Prow adds. For a container without a request, its limit. */
  readonly memory_request_bytes: Int64 | null;
  /** Limit of the memory of the job, in bytes: the sum over the containers that have one. */
  readonly memory_limit_bytes: Int64 | null;
  /** Number of times that Prow restarted the pod. */
  readonly revival_count: Int64 | null;
  /** Whether the clone of any repository failed; NULL without clone-records.json. */
  readonly is_clone_failed: boolean | null;
  /** Cloned repositories: [{org, repo, base_ref, base_sha, final_sha, is_failed, duration_seconds, error}]. */
  readonly clones: JsonValue | null;
  /** Repositories and refs named in started.json: {"org/repo": "base:sha,pull:sha"}. */
  readonly repos: JsonValue | null;
  /** Additional repositories of the ProwJob: [{org, repo, base_ref, base_sha}]. */
  readonly extra_refs: JsonValue | null;
  /** Labels of the ProwJob. */
  readonly labels: JsonValue | null;
  /** Annotations of the ProwJob, including those of the job's configuration. */
  readonly annotations: JsonValue | null;
  /** Boards of TestGrid that show the job (annotation testgrid-dashboards). */
  readonly testgrid_dashboards: readonly string[];
  /** E-mail address that TestGrid sends alerts about the job to (annotation testgrid-alert-email). */
  readonly testgrid_alert_email: string | null;
  /** Environment variables of the containers that have plain values; (hidden) replaces a value that infra/policy/secrets.json classifies as a secret. */
  readonly env: JsonValue | null;
  /** Evidence of the credentials that the build was given, by name only: [{cloud, kind, evidence, name}]. kind is static or short_lived; evidence is preset, secret_volume, secret_env, plain_env (a key in plain text), projected_token, role or service_account. cloud is unknown if infra/policy/credentials.json does not list the name, and another purpose, such as ssh, if the credential does not open a cloud. Empty without any evidence, NULL without prowjob.json. */
  readonly credentials: JsonValue | null;
  /** Free-form metadata of finished.json, otherwise of started.json. */
  readonly metadata: JsonValue | null;
  /** Version of the project under test: version in finished.json, otherwise in started.json. Jobs that Prow runs today write none. */
  readonly version: string | null;
  /** Version in the deprecated field job-version of finished.json, otherwise of started.json. */
  readonly job_version: string | null;
  /** URL of the build's page. */
  readonly url: string | null;
  /** Names of the build's files that existed at the time of reading. */
  readonly files: readonly string[];
  /** Greatest generation of the build's files at the time of reading. Of two readings, the one with the greater value is newer, and with equal values the one with the greater generation: files may vanish, and then the sum decreases. NULL in rows of parser versions before 7. */
  readonly newest_file_generation: Int64 | null;
}

/** Coverage of source files: one row for each source file of each coverage report. A file that several reports of a build contain has a row for each. */
export interface CoverageFilesRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** Name of the coverage report. */
  readonly object_name: string;
  /** Generation of the report. */
  readonly generation: Int64;
  /** Version of the reader and of the coverage policy that produced the row. Among the rows of one generation, those of the newest version are current. */
  readonly parser_version: Int64;
  /** Position of the source file among those of the report in the order of their paths, starting at 0. */
  readonly ordinal: Int64;
  /** UTC date on which the build started; the same in every row of a build. Partition column: filter on it. */
  readonly build_date: string;
  /** Name of the job, taken from the object name. */
  readonly job: string;
  /** Number of the build within its Prow deployment: a decimal number of up to 19 digits, stored as a string. */
  readonly build_id: string;
  /** Folder of the build in the bucket, with a trailing slash; equal to builds.object_name. */
  readonly build_path: string;
  /** Path of the report below the folder of the build. */
  readonly report: string;
  /** Format of the report: clover, cobertura, coverage_py, go, gopherage, istanbul, istanbul_summary, jacoco, lcov, llvm or opencover. */
  readonly format: string;
  /** Kind of tests that the report is of, such as unit or e2e, according to the coverage policy and the name of the report or the job; NULL if neither tells. */
  readonly flag: string | null;
  /** Path of the source file in its repository: without the prefix of its module, the folder in which it was built and `./`, as the coverage policy and the other files of the report tell. NULL for the totals of a report that names no files. */
  readonly path: string | null;
  /** Path as it is written in the report; NULL if path is. */
  readonly written_path: string | null;
  /** Programming language according to the ending of the path; NULL if it is unknown. */
  readonly language: string | null;
  /** Number of lines that have code; NULL if the format does not tell. */
  readonly lines_total: Int64 | null;
  /** Number of those that ran at least once. */
  readonly lines_covered: Int64 | null;
  /** Number of statements: those of Go and Istanbul, and the sequence points of OpenCover; NULL if the format does not tell. */
  readonly statements_total: Int64 | null;
  /** Number of those that ran at least once. */
  readonly statements_covered: Int64 | null;
  /** Number of branches or conditions; NULL if the format does not tell. */
  readonly branches_total: Int64 | null;
  /** Number of those that ran at least once. */
  readonly branches_covered: Int64 | null;
  /** Number of functions or methods; NULL if the format does not tell. */
  readonly functions_total: Int64 | null;
  /** Number of those that ran at least once. */
  readonly functions_covered: Int64 | null;
  /** Covered part of what the format counts first, from 0 to 1: statements if they are known, else lines; as written for a report that has only percentages. NULL if there is nothing to cover. */
  readonly coverage_ratio: number | null;
  /** How often each line ran: runs of lines that ran equally often, such as `3-5=2,9=0`, in ascending order. NULL if the report has no lines, or more than the reader keeps. */
  readonly line_hits: string | null;
  /** How often each statement ran, in ascending order, so that the reports of a build can be merged: for a Go profile `first line.column-last line.column*statements=count` of each block, for Istanbul and OpenCover `place=count`, where the place is a number. NULL for other formats, and if there are more than the reader keeps. */
  readonly statement_hits: string | null;
  /** How often each branch ran: `line.block.branch=count`, in ascending order. Where a format only counts the branches of a line, the covered ones are written first. NULL if the report has no branches, or more than the reader keeps. */
  readonly branch_hits: string | null;
  /** How often each function ran: `function=count`, in ascending order, where a number stands for its name or place. NULL if the report lists no functions, or more than the reader keeps. */
  readonly function_hits: string | null;
}

/** Events and messages that a function has given up, with their originals, and what became of them. Rows are only appended: one for each time that an event or message is given up, and one for each change of its state. */
export interface DeadLettersRow {
  /** Id of the dead letter, 16 hexadecimal digits computed from the function and the original: the same original has the same id however often it is given up. */
  readonly dead_letter_id: string;
  /** UTC date of recorded_at. Partition column: filter on it. */
  readonly recorded_date: string;
  /** Time at which the function gave up, or at which the state changed. */
  readonly recorded_at: string;
  /** waiting (given up and not handled since), replayed (handled by a later replay), discarded, or withdrawn (the view does not show it any more, however often it is given up). */
  readonly state: string;
  /** Function that takes the original: collect or load. */
  readonly function_name: string;
  /** Id of the event or message that was given up; of a message that Pub/Sub forwarded, its id in the dead-letter topic. NULL for a change of the state. */
  readonly message_id: string | null;
  /** Name of the subscription that forwarded the message; NULL if the function gave it up itself. */
  readonly subscription: string | null;
  /** Name of the error that the function threw last, such as InvalidMessageError; DeliveryAttemptsExhausted if Pub/Sub forwarded the message and the error is not known. */
  readonly error_class: string | null;
  /** Why it was given up or withdrawn, without secrets. */
  readonly reason: string | null;
  /** Number of deliveries until it was given up; NULL if it is not known. */
  readonly attempts: Int64 | null;
  /** Attributes of the original, without those that Pub/Sub adds when it forwards a message. The attribute ce-type has the type of an event that is not a message of Pub/Sub. */
  readonly attributes: JsonValue | null;
  /** Bytes of the original in base64, as they arrived: they may contain secrets. NULL for a change of the state, and for an original of more than 5,000,000 bytes, which cannot be replayed. */
  readonly data_base64: string | null;
  /** Size of the original in bytes. */
  readonly size_bytes: Int64 | null;
  /** Time at which the original was published; NULL if it is not known. */
  readonly published_at: string | null;
}

/** Ledger of readings: one row for each reading of an object, with its outcome and the number of rows that it produced. It makes missing rows detectable. */
export interface IngestedObjectsRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** Name of the object. */
  readonly object_name: string;
  /** Generation of the object that was read. */
  readonly generation: Int64;
  /** Version of the parser that produced the row. Among the rows of one generation, those of the newest version are current. */
  readonly parser_version: Int64;
  /** Always 0. */
  readonly ordinal: Int64;
  /** UTC date on which the build of the object started; for a version marker, the date on which it was written, and for an unreadable event or message, the date of its arrival. Partition column: filter on it. */
  readonly build_date: string;
  /** Name of the job; NULL if the object does not belong to a build. */
  readonly job: string | null;
  /** Number of the build; NULL if the object does not belong to a build. */
  readonly build_id: string | null;
  /** Folder of the build in the bucket, with a trailing slash; NULL if the object does not belong to a build. */
  readonly build_path: string | null;
  /** Kind of the object: started, finished, prowjob, podinfo, clone_records, junit, build_log, coverage or version_marker; event or message for an arrival that could not be read, object for a withdrawn one of an unknown kind, position for the place where the next call of reconcile begins (JSON in reason). */
  readonly kind: string;
  /** Outcome of the reading: parsed, salvaged (read up to the damage), ignored or rejected (with generation 0 and parser version 1 if access to the object is denied); moved for a row which says that the object counts under another date since its earlier reading here; withdrawn for a row which says that the reading of its generation and parser version does not count any more, or, if its parser version is 0, no reading of its generation and of earlier ones. */
  readonly outcome: string;
  /** Reason for an outcome other than parsed. */
  readonly reason: string | null;
  /** Position of the damage, in bytes of the decompressed object; NULL if there is none. */
  readonly byte_offset: Int64 | null;
  /** Warnings about irregularities that the reader tolerated, each kind once. */
  readonly warnings: readonly string[];
  /** Size of the stored object in bytes. */
  readonly size_bytes: Int64 | null;
  /** Time at which this generation was written. */
  readonly updated_at: string | null;
  /** Time at which the object was read. */
  readonly ingested_at: string;
  /** Number of rows of builds that the reading produced. */
  readonly builds_rows: Int64;
  /** Number of rows of test_attempts that the reading produced. */
  readonly test_attempts_rows: Int64;
  /** Number of rows of log_findings that the reading produced. */
  readonly log_findings_rows: Int64;
  /** Number of rows of version_markers that the reading produced. */
  readonly version_markers_rows: Int64;
  /** Number of rows of coverage_files that the reading produced; NULL in rows of releases that did not read coverage. */
  readonly coverage_files_rows: Int64 | null;
  /** Number of test cases in the report: the sum of passed, failed, errored, skipped and interrupted; this and the following columns are NULL if the object is not a report. */
  readonly test_cases: Int64 | null;
  /** Number of test cases that passed. */
  readonly passed: Int64 | null;
  /** Number of test cases that failed. */
  readonly failed: Int64 | null;
  /** Number of test cases that ended in an error. */
  readonly errored: Int64 | null;
  /** Number of test cases that were skipped. */
  readonly skipped: Int64 | null;
  /** Number of skips without a reason, which are not stored as rows unless KEEP_SKIPS is set. */
  readonly skipped_without_reason: Int64 | null;
  /** Number of attempts in the report, including those without a row. */
  readonly attempts: Int64 | null;
  /** Total duration of the test cases in seconds. */
  readonly duration_seconds: number | null;
  /** Number of test cases that were interrupted from outside, such as by the end of the build: they neither passed nor failed. */
  readonly interrupted: Int64 | null;
  /** Number of suites with an error, failure or skip of their own, outside of test cases. Each has rows in test_attempts, named [suite], and is not in test_cases and the counts by outcome. */
  readonly suite_cases: Int64 | null;
  /** Name of the root element of the report: testsuites, testsuite or another. */
  readonly root_element: string | null;
  /** For a file that a row of builds is made of: the generation of that row. All files that a reading of the build saw have the same value. NULL for other objects. */
  readonly build_generation: Int64 | null;
}

/** Findings in build logs: one row for each symptom that can have ended the build, for each value of a fact and for each line of an event in a log. Lines of attempts that were repeated, of phases that the build got past, and of the clean-up after a failure are not symptoms. At most 20 values of a symptom or fact and 100 lines of an event are kept. */
export interface LogFindingsRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** Name of the log. */
  readonly object_name: string;
  /** Generation of the log. */
  readonly generation: Int64;
  /** Version of the log reader and of the symptom policy that produced the row. Among the rows of one generation, those of the newest version are current. */
  readonly parser_version: Int64;
  /** Position of the finding among the findings of the log, starting at 0. */
  readonly ordinal: Int64;
  /** UTC date on which the build started; the same in every row of a build. Partition column: filter on it. */
  readonly build_date: string;
  /** Name of the job, taken from the object name. */
  readonly job: string;
  /** Number of the build within its Prow deployment: a decimal number of up to 19 digits, stored as a string. */
  readonly build_id: string;
  /** Folder of the build in the bucket, with a trailing slash; equal to builds.object_name. */
  readonly build_path: string;
  /** Kind of the finding: symptom, fact or event. */
  readonly finding_kind: string;
  /** Name of the symptom, fact or event, as defined in infra/policy/symptoms.json. */
  readonly finding: string;
  /** Value of the fact or event, such as the version of kOps or a leased project; NULL for symptoms and where there is none. */
  readonly value: string | null;
  /** Phase of the build in which the symptom was found: clone, build, up, test or down; NULL for facts, and if the log names no phase before the symptom. */
  readonly phase: string | null;
  /** Whether the symptom tells best why the build failed, which is true of one symptom of a log; NULL for facts. */
  readonly is_decisive: boolean | null;
  /** Number of lines that show the finding. */
  readonly occurrences: Int64;
  /** Number of the first line that shows the finding, starting at 1. */
  readonly line_number: Int64;
  /** Text of the first line, without colour codes; the middle of a long line is omitted. */
  readonly line: string;
  /** Timestamp of the first line; NULL if it has none. */
  readonly logged_at: string | null;
  /** Number of the last line that shows the finding. */
  readonly last_line_number: Int64;
  /** Text of the last line, without colour codes; the middle of a long line is omitted. */
  readonly last_line: string;
  /** Timestamp of the last line that has one; NULL if no line has one. */
  readonly last_logged_at: string | null;
}

/** Attempts: executions of test cases as recorded in JUnit reports, one row each. Skips without a reason are only counted in ingested_objects, unless KEEP_SKIPS is set. */
export interface TestAttemptsRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** Name of the JUnit report. */
  readonly object_name: string;
  /** Generation of the report. */
  readonly generation: Int64;
  /** Version of the parser that produced the row. Among the rows of one generation, those of the newest version are current. */
  readonly parser_version: Int64;
  /** Position of the attempt among the stored attempts of the report, starting at 0. */
  readonly ordinal: Int64;
  /** UTC date on which the build started; the same in every row of a build. Partition column: filter on it. */
  readonly build_date: string;
  /** Name of the job, taken from the object name. */
  readonly job: string;
  /** Number of the build within its Prow deployment: a decimal number of up to 19 digits, stored as a string. */
  readonly build_id: string;
  /** Folder of the build in the bucket, with a trailing slash; equal to builds.object_name. */
  readonly build_path: string;
  /** Path of the report below the folder of the build. */
  readonly file: string;
  /** Context in the file name, which has the form junit_<context>_<timestamp>_<thread>.xml; NULL if it has none. */
  readonly context: string | null;
  /** Thread in the file name; NULL if it has none. */
  readonly thread: string | null;
  /** Words of the report's folders and name that tell the legs of a build apart, such as after-upgrade or ipv6, without numbers of shards and attempts; NULL if there are none. */
  readonly report_label: string | null;
  /** Number of the repetition of tests according to the report's folders and name, such as 1 for junit_01_retry.xml; 0 for a first run. */
  readonly report_attempt: Int64 | null;
  /** Names of the enclosing suites, outermost first, joined by " > ". */
  readonly suite: string | null;
  /** Class name of the test case, as written in the report. */
  readonly class_name: string | null;
  /** Name of the test case, as written in the report; [suite] for the errors, failures and skips of a suite outside of its test cases, whose class_name is the name of the suite. */
  readonly test_name: string;
  /** Identity of the test case: 16 hexadecimal digits derived from suite, class_name and test_name, in which addresses, UUIDs, times, numbers of processes and lines, temporary paths, commits and generated suffixes are masked. */
  readonly test_id: string;
  /** Kind of the test case by its names: test; hook of tests; suite for the setup, teardown or loading of a suite; phase of a build that kubetest or kubetest2 reports; or summary, their case Test. */
  readonly case_kind: string | null;
  /** Attributes and parameters that tell executions of the test case apart which are no retries of each other: file, host name of a browser or device, package and parameters, as label=value; NULL if there are none. */
  readonly variant: string | null;
  /** Number of the suite among the suites of the report with the same path and variant, starting at 1. */
  readonly suite_occurrence: Int64 | null;
  /** Position of the test case in the report, starting at 1. Attempts with the same position are in one element (re-runs by Surefire). */
  readonly case_ordinal: Int64;
  /** Outcome of the attempt: passed, failed, errored, skipped or interrupted (ended from outside, as Ginkgo's interrupted and aborted: evidence of nothing). */
  readonly outcome: string;
  /** Duration of the attempt in seconds, as given in the report; NULL if it is negative, ambiguous or not a duration. */
  readonly duration_seconds: number | null;
  /** Type of the failure or error. */
  readonly failure_type: string | null;
  /** Message of the failure or error. */
  readonly failure_message: string | null;
  /** Text of the failure or error; the middle of a long text is omitted. */
  readonly failure_text: string | null;
  /** Number of characters omitted from failure_text. */
  readonly failure_text_omitted: Int64 | null;
  /** Fingerprint of the failure: 16 hexadecimal digits derived from message and text, with numbers, hashes, times, addresses and generated names masked. Failures that differ only in the masked parts share it. */
  readonly failure_fingerprint: string | null;
  /** Reason for skipping the test case. */
  readonly skip_reason: string | null;
  /** Properties of the test case: {name: value}. */
  readonly properties: JsonValue | null;
}

/** Contents of version markers: one row for each generation that was read. Older generations are kept as the history of the marker. */
export interface VersionMarkersRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** Name of the marker. */
  readonly object_name: string;
  /** Generation of the object that was read. */
  readonly generation: Int64;
  /** Version of the parser that produced the row. Among the rows of one generation, those of the newest version are current. */
  readonly parser_version: Int64;
  /** Always 0, because a reading produces one row. */
  readonly ordinal: Int64;
  /** UTC date of written_at, because markers do not belong to a build. Partition column: filter on it. */
  readonly build_date: string;
  /** Product that the version belongs to: kops or kubernetes. */
  readonly product: string | null;
  /** Branch of the marker according to its name, such as master or release-1.35. */
  readonly branch: string | null;
  /** Channel of the marker: its file name without .txt, such as latest-ci or latest-ci-updown-green. */
  readonly channel: string;
  /** Version, as written in the marker. */
  readonly version: string;
  /** Commit that the version was built from, if the version contains it; often only its first digits. */
  readonly commit: string | null;
  /** URL from which the version can be fetched; NULL if the marker contains only the version. */
  readonly url: string | null;
  /** Time at which this generation was written. */
  readonly written_at: string;
  /** TRUE for a row which says that this generation does not count any more: as read by its parser version, or by any if that is 0; otherwise NULL. */
  readonly is_withdrawn: boolean | null;
}

export interface Tables {
  readonly builds: BuildsRow;
  readonly coverage_files: CoverageFilesRow;
  readonly dead_letters: DeadLettersRow;
  readonly ingested_objects: IngestedObjectsRow;
  readonly log_findings: LogFindingsRow;
  readonly test_attempts: TestAttemptsRow;
  readonly version_markers: VersionMarkersRow;
}

/** The schema files, by table. */
export const TABLES = {
  "builds": {
    "name": "builds",
    "description": "Builds, assembled from the files in the folder of each build: started.json, finished.json, prowjob.json, podinfo.json and clone-records.json. A build has one row for each reading of its files.",
    "time_partitioning": {
      "type": "DAY",
      "field": "build_date"
    },
    "require_partition_filter": true,
    "clustering": [
      "job",
      "build_id"
    ],
    "schema": [
      {
        "name": "bucket",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Bucket that holds the object."
      },
      {
        "name": "object_name",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Folder of the build in the bucket, with a trailing slash."
      },
      {
        "name": "generation",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Sum of the generations of the build's files at the time of reading; it increases whenever one of them is written, and decreases when one of them vanishes."
      },
      {
        "name": "parser_version",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Version of the parser that produced the row. Among the rows of one generation, those of the newest version are current."
      },
      {
        "name": "ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Always 0, because a reading produces one row."
      },
      {
        "name": "build_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date on which the build started. Partition column: filter on it."
      },
      {
        "name": "job",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the job, taken from the object name."
      },
      {
        "name": "build_id",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Number of the build within its Prow deployment: a decimal number of up to 19 digits, stored as a string."
      },
      {
        "name": "job_type",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Type of the job: periodic, postsubmit, presubmit or batch."
      },
      {
        "name": "org",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "GitHub organisation of the repository under test; NULL if none is known."
      },
      {
        "name": "repo",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Repository under test, without its organisation; NULL if none is known."
      },
      {
        "name": "pull_number",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of the pull request under test; for a batch, the first one. NULL if there is none."
      },
      {
        "name": "pulls",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Pull requests under test: [{number, author, sha, title}]."
      },
      {
        "name": "base_ref",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Branch under test."
      },
      {
        "name": "base_sha",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Commit of the branch under test."
      },
      {
        "name": "repo_commit",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Commit that was checked out: repo-commit or repo-version in started.json, otherwise revision in finished.json, otherwise the last commit in clone-records.json. It is the name of a branch if Prow did not know the commit."
      },
      {
        "name": "inputs",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Exact versions under test in canonical form: org/repo@commit, followed by +number@commit for each pull request; repositories are sorted. Builds with equal inputs tested the same versions. NULL if a version is not known exactly."
      },
      {
        "name": "outcome",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Outcome of the build: passed, failed, aborted, errored (Prow could not run it, or it ended without a result) or running; moved for a row which says that the build counts under another date since this generation; withdrawn for a row which says that the reading of its generation and parser version does not count any more, or, if its parser version is 0, no reading of its newest file and of earlier ones."
      },
      {
        "name": "is_passed",
        "type": "BOOL",
        "mode": "NULLABLE",
        "description": "Whether the build passed; NULL while it is running."
      },
      {
        "name": "is_complete",
        "type": "BOOL",
        "mode": "REQUIRED",
        "description": "Whether the build is complete: finished.json exists and prowjob.json has a completion time, so no further files are expected."
      },
      {
        "name": "result",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Result in finished.json, in capitals: SUCCESS, FAILURE, ABORTED and others."
      },
      {
        "name": "state",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "State of the ProwJob: triggered, pending, success, failure, aborted or error."
      },
      {
        "name": "description",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Prow's description of the state of the ProwJob."
      },
      {
        "name": "cloud",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Cloud that the cluster under test runs on: aws, gce, azure, digitalocean and others. Synonyms are mapped to one name."
      },
      {
        "name": "region",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Region of the cloud, such as us-east-1, derived from the zones that the job specifies; NULL for the many jobs that specify none."
      },
      {
        "name": "networking",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Network plugin (CNI) of the cluster under test, such as calico or cilium."
      },
      {
        "name": "distro",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Linux distribution of the nodes, such as u2404 or flatcar."
      },
      {
        "name": "architecture",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Processor architecture of the nodes: amd64, arm64, ppc64le or s390x; amd64 also if only a distribution is known. NULL for a job that names several."
      },
      {
        "name": "kubernetes_version",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Kubernetes version under test: a minor version such as 1.35, or latest, stable or ci. For an upgrade, the version that it upgrades to."
      },
      {
        "name": "kubernetes_version_from",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Kubernetes version that an upgrade starts from; NULL for other builds."
      },
      {
        "name": "kops_version",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "kOps version under test: a minor version such as 1.35, or latest. For an upgrade, the version that it upgrades to."
      },
      {
        "name": "kops_version_from",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "kOps version that an upgrade starts from; NULL for other builds."
      },
      {
        "name": "kops_channel",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Channel of kOps: alpha or stable."
      },
      {
        "name": "feature_flags",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Feature flags of kOps, as the job specifies them."
      },
      {
        "name": "ip_family",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "IP family of the cluster under test: ipv4 or ipv6."
      },
      {
        "name": "scale",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Number of nodes, if the job specifies it; the word scale for a scale test that does not."
      },
      {
        "name": "variant",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Variant of the experiment that the build is part of: variant in its metadata, which kOps' scalability tests write, otherwise EXPERIMENT_VARIANT of the job; NULL for other builds."
      },
      {
        "name": "dimension_sources",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Source of each dimension from cloud to variant, such as {\"cloud\": \"annotation\"}. The sources are annotation, label, environment, flag, name and metadata."
      },
      {
        "name": "tested_marker",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Version marker that specifies the kOps version under test (--kops-version-marker): gs://<bucket>/<name> or another URL."
      },
      {
        "name": "published_marker",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Version marker that the build sets to the tested version after its tests have passed (--publish-version-marker): gs://<bucket>/<name>."
      },
      {
        "name": "kops_release",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "kOps release that the job specifies for testing (KOPS_VERSION), such as v1.35.2; for an upgrade, the release that it upgrades to."
      },
      {
        "name": "kubernetes_release",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Kubernetes release that the job specifies for testing (K8S_VERSION); for an upgrade, the release that it upgrades to (K8S_VERSION_B). NULL if it specifies a name such as latest."
      },
      {
        "name": "triggered_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "Time at which the ProwJob was created."
      },
      {
        "name": "pending_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "Time at which the pod was created."
      },
      {
        "name": "started_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "Time at which the build started, according to started.json."
      },
      {
        "name": "finished_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "Time at which the build finished, according to finished.json."
      },
      {
        "name": "completed_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "Time at which Prow recorded the completion of the build."
      },
      {
        "name": "duration_seconds",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "Duration of the build in seconds, from its start to its finish; NULL if either time is unknown."
      },
      {
        "name": "queue_seconds",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "Queue time of the build in seconds, from the creation of the ProwJob to the creation of its pod; NULL if either time is unknown."
      },
      {
        "name": "cluster",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Build cluster that ran the build."
      },
      {
        "name": "node",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Node or pod named in started.json, otherwise the node named in podinfo.json."
      },
      {
        "name": "pod_node",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Node that ran the pod, according to podinfo.json."
      },
      {
        "name": "pod_name",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Name of the pod that ran the build."
      },
      {
        "name": "pod_phase",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Final phase of the pod."
      },
      {
        "name": "pod_reason",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Reason for the end of the pod, or of one of its containers, such as Evicted or OOMKilled."
      },
      {
        "name": "pod_events",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Warning events of the pod, at most 50: [{reason, message, count, last_seen_at}]."
      },
      {
        "name": "cpu_request_cores",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "CPU that the job requests, in cores: the sum over the containers of its pod, without those that Prow adds. For a container without a request, its limit."
      },
      {
        "name": "cpu_limit_cores",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "Limit of the CPU of the job, in cores: the sum over the containers that have one."
      },
      {
        "name": "memory_request_bytes",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Memory that the job requests, in bytes: the sum over the containers of its pod, without those that Prow adds. For a container without a request, its limit."
      },
      {
        "name": "memory_limit_bytes",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Limit of the memory of the job, in bytes: the sum over the containers that have one."
      },
      {
        "name": "revival_count",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of times that Prow restarted the pod."
      },
      {
        "name": "is_clone_failed",
        "type": "BOOL",
        "mode": "NULLABLE",
        "description": "Whether the clone of any repository failed; NULL without clone-records.json."
      },
      {
        "name": "clones",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Cloned repositories: [{org, repo, base_ref, base_sha, final_sha, is_failed, duration_seconds, error}]."
      },
      {
        "name": "repos",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Repositories and refs named in started.json: {\"org/repo\": \"base:sha,pull:sha\"}."
      },
      {
        "name": "extra_refs",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Additional repositories of the ProwJob: [{org, repo, base_ref, base_sha}]."
      },
      {
        "name": "labels",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Labels of the ProwJob."
      },
      {
        "name": "annotations",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Annotations of the ProwJob, including those of the job's configuration."
      },
      {
        "name": "testgrid_dashboards",
        "type": "STRING",
        "mode": "REPEATED",
        "description": "Boards of TestGrid that show the job (annotation testgrid-dashboards)."
      },
      {
        "name": "testgrid_alert_email",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "E-mail address that TestGrid sends alerts about the job to (annotation testgrid-alert-email)."
      },
      {
        "name": "env",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Environment variables of the containers that have plain values; (hidden) replaces a value that infra/policy/secrets.json classifies as a secret."
      },
      {
        "name": "credentials",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Evidence of the credentials that the build was given, by name only: [{cloud, kind, evidence, name}]. kind is static or short_lived; evidence is preset, secret_volume, secret_env, plain_env (a key in plain text), projected_token, role or service_account. cloud is unknown if infra/policy/credentials.json does not list the name, and another purpose, such as ssh, if the credential does not open a cloud. Empty without any evidence, NULL without prowjob.json."
      },
      {
        "name": "metadata",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Free-form metadata of finished.json, otherwise of started.json."
      },
      {
        "name": "version",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Version of the project under test: version in finished.json, otherwise in started.json. Jobs that Prow runs today write none."
      },
      {
        "name": "job_version",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Version in the deprecated field job-version of finished.json, otherwise of started.json."
      },
      {
        "name": "url",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "URL of the build's page."
      },
      {
        "name": "files",
        "type": "STRING",
        "mode": "REPEATED",
        "description": "Names of the build's files that existed at the time of reading."
      },
      {
        "name": "newest_file_generation",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Greatest generation of the build's files at the time of reading. Of two readings, the one with the greater value is newer, and with equal values the one with the greater generation: files may vanish, and then the sum decreases. NULL in rows of parser versions before 7."
      }
    ]
  },
  "coverage_files": {
    "name": "coverage_files",
    "description": "Coverage of source files: one row for each source file of each coverage report. A file that several reports of a build contain has a row for each.",
    "time_partitioning": {
      "type": "DAY",
      "field": "build_date"
    },
    "require_partition_filter": true,
    "clustering": [
      "job",
      "path"
    ],
    "schema": [
      {
        "name": "bucket",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Bucket that holds the object."
      },
      {
        "name": "object_name",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the coverage report."
      },
      {
        "name": "generation",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Generation of the report."
      },
      {
        "name": "parser_version",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Version of the reader and of the coverage policy that produced the row. Among the rows of one generation, those of the newest version are current."
      },
      {
        "name": "ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Position of the source file among those of the report in the order of their paths, starting at 0."
      },
      {
        "name": "build_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date on which the build started; the same in every row of a build. Partition column: filter on it."
      },
      {
        "name": "job",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the job, taken from the object name."
      },
      {
        "name": "build_id",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Number of the build within its Prow deployment: a decimal number of up to 19 digits, stored as a string."
      },
      {
        "name": "build_path",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Folder of the build in the bucket, with a trailing slash; equal to builds.object_name."
      },
      {
        "name": "report",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Path of the report below the folder of the build."
      },
      {
        "name": "format",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Format of the report: clover, cobertura, coverage_py, go, gopherage, istanbul, istanbul_summary, jacoco, lcov, llvm or opencover."
      },
      {
        "name": "flag",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Kind of tests that the report is of, such as unit or e2e, according to the coverage policy and the name of the report or the job; NULL if neither tells."
      },
      {
        "name": "path",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Path of the source file in its repository: without the prefix of its module, the folder in which it was built and `./`, as the coverage policy and the other files of the report tell. NULL for the totals of a report that names no files."
      },
      {
        "name": "written_path",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Path as it is written in the report; NULL if path is."
      },
      {
        "name": "language",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Programming language according to the ending of the path; NULL if it is unknown."
      },
      {
        "name": "lines_total",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of lines that have code; NULL if the format does not tell."
      },
      {
        "name": "lines_covered",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of those that ran at least once."
      },
      {
        "name": "statements_total",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of statements: those of Go and Istanbul, and the sequence points of OpenCover; NULL if the format does not tell."
      },
      {
        "name": "statements_covered",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of those that ran at least once."
      },
      {
        "name": "branches_total",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of branches or conditions; NULL if the format does not tell."
      },
      {
        "name": "branches_covered",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of those that ran at least once."
      },
      {
        "name": "functions_total",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of functions or methods; NULL if the format does not tell."
      },
      {
        "name": "functions_covered",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of those that ran at least once."
      },
      {
        "name": "coverage_ratio",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "Covered part of what the format counts first, from 0 to 1: statements if they are known, else lines; as written for a report that has only percentages. NULL if there is nothing to cover."
      },
      {
        "name": "line_hits",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "How often each line ran: runs of lines that ran equally often, such as `3-5=2,9=0`, in ascending order. NULL if the report has no lines, or more than the reader keeps."
      },
      {
        "name": "statement_hits",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "How often each statement ran, in ascending order, so that the reports of a build can be merged: for a Go profile `first line.column-last line.column*statements=count` of each block, for Istanbul and OpenCover `place=count`, where the place is a number. NULL for other formats, and if there are more than the reader keeps."
      },
      {
        "name": "branch_hits",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "How often each branch ran: `line.block.branch=count`, in ascending order. Where a format only counts the branches of a line, the covered ones are written first. NULL if the report has no branches, or more than the reader keeps."
      },
      {
        "name": "function_hits",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "How often each function ran: `function=count`, in ascending order, where a number stands for its name or place. NULL if the report lists no functions, or more than the reader keeps."
      }
    ]
  },
  "dead_letters": {
    "name": "dead_letters",
    "description": "Events and messages that a function has given up, with their originals, and what became of them. Rows are only appended: one for each time that an event or message is given up, and one for each change of its state.",
    "time_partitioning": {
      "type": "DAY",
      "field": "recorded_date"
    },
    "require_partition_filter": true,
    "clustering": [
      "dead_letter_id"
    ],
    "schema": [
      {
        "name": "dead_letter_id",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Id of the dead letter, 16 hexadecimal digits computed from the function and the original: the same original has the same id however often it is given up."
      },
      {
        "name": "recorded_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date of recorded_at. Partition column: filter on it."
      },
      {
        "name": "recorded_at",
        "type": "TIMESTAMP",
        "mode": "REQUIRED",
        "description": "Time at which the function gave up, or at which the state changed."
      },
      {
        "name": "state",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "waiting (given up and not handled since), replayed (handled by a later replay), discarded, or withdrawn (the view does not show it any more, however often it is given up)."
      },
      {
        "name": "function_name",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Function that takes the original: collect or load."
      },
      {
        "name": "message_id",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Id of the event or message that was given up; of a message that Pub/Sub forwarded, its id in the dead-letter topic. NULL for a change of the state."
      },
      {
        "name": "subscription",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Name of the subscription that forwarded the message; NULL if the function gave it up itself."
      },
      {
        "name": "error_class",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Name of the error that the function threw last, such as InvalidMessageError; DeliveryAttemptsExhausted if Pub/Sub forwarded the message and the error is not known."
      },
      {
        "name": "reason",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Why it was given up or withdrawn, without secrets."
      },
      {
        "name": "attempts",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of deliveries until it was given up; NULL if it is not known."
      },
      {
        "name": "attributes",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Attributes of the original, without those that Pub/Sub adds when it forwards a message. The attribute ce-type has the type of an event that is not a message of Pub/Sub."
      },
      {
        "name": "data_base64",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Bytes of the original in base64, as they arrived: they may contain secrets. NULL for a change of the state, and for an original of more than 5,000,000 bytes, which cannot be replayed."
      },
      {
        "name": "size_bytes",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Size of the original in bytes."
      },
      {
        "name": "published_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "Time at which the original was published; NULL if it is not known."
      }
    ]
  },
  "ingested_objects": {
    "name": "ingested_objects",
    "description": "Ledger of readings: one row for each reading of an object, with its outcome and the number of rows that it produced. It makes missing rows detectable.",
    "time_partitioning": {
      "type": "DAY",
      "field": "build_date"
    },
    "require_partition_filter": true,
    "clustering": [
      "object_name"
    ],
    "schema": [
      {
        "name": "bucket",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Bucket that holds the object."
      },
      {
        "name": "object_name",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the object."
      },
      {
        "name": "generation",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Generation of the object that was read."
      },
      {
        "name": "parser_version",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Version of the parser that produced the row. Among the rows of one generation, those of the newest version are current."
      },
      {
        "name": "ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Always 0."
      },
      {
        "name": "build_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date on which the build of the object started; for a version marker, the date on which it was written, and for an unreadable event or message, the date of its arrival. Partition column: filter on it."
      },
      {
        "name": "job",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Name of the job; NULL if the object does not belong to a build."
      },
      {
        "name": "build_id",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Number of the build; NULL if the object does not belong to a build."
      },
      {
        "name": "build_path",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Folder of the build in the bucket, with a trailing slash; NULL if the object does not belong to a build."
      },
      {
        "name": "kind",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Kind of the object: started, finished, prowjob, podinfo, clone_records, junit, build_log, coverage or version_marker; event or message for an arrival that could not be read, object for a withdrawn one of an unknown kind, position for the place where the next call of reconcile begins (JSON in reason)."
      },
      {
        "name": "outcome",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Outcome of the reading: parsed, salvaged (read up to the damage), ignored or rejected (with generation 0 and parser version 1 if access to the object is denied); moved for a row which says that the object counts under another date since its earlier reading here; withdrawn for a row which says that the reading of its generation and parser version does not count any more, or, if its parser version is 0, no reading of its generation and of earlier ones."
      },
      {
        "name": "reason",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Reason for an outcome other than parsed."
      },
      {
        "name": "byte_offset",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Position of the damage, in bytes of the decompressed object; NULL if there is none."
      },
      {
        "name": "warnings",
        "type": "STRING",
        "mode": "REPEATED",
        "description": "Warnings about irregularities that the reader tolerated, each kind once."
      },
      {
        "name": "size_bytes",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Size of the stored object in bytes."
      },
      {
        "name": "updated_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "Time at which this generation was written."
      },
      {
        "name": "ingested_at",
        "type": "TIMESTAMP",
        "mode": "REQUIRED",
        "description": "Time at which the object was read."
      },
      {
        "name": "builds_rows",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Number of rows of builds that the reading produced."
      },
      {
        "name": "test_attempts_rows",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Number of rows of test_attempts that the reading produced."
      },
      {
        "name": "log_findings_rows",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Number of rows of log_findings that the reading produced."
      },
      {
        "name": "version_markers_rows",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Number of rows of version_markers that the reading produced."
      },
      {
        "name": "coverage_files_rows",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of rows of coverage_files that the reading produced; NULL in rows of releases that did not read coverage."
      },
      {
        "name": "test_cases",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of test cases in the report: the sum of passed, failed, errored, skipped and interrupted; this and the following columns are NULL if the object is not a report."
      },
      {
        "name": "passed",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of test cases that passed."
      },
      {
        "name": "failed",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of test cases that failed."
      },
      {
        "name": "errored",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of test cases that ended in an error."
      },
      {
        "name": "skipped",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of test cases that were skipped."
      },
      {
        "name": "skipped_without_reason",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of skips without a reason, which are not stored as rows unless KEEP_SKIPS is set."
      },
      {
        "name": "attempts",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of attempts in the report, including those without a row."
      },
      {
        "name": "duration_seconds",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "Total duration of the test cases in seconds."
      },
      {
        "name": "interrupted",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of test cases that were interrupted from outside, such as by the end of the build: they neither passed nor failed."
      },
      {
        "name": "suite_cases",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of suites with an error, failure or skip of their own, outside of test cases. Each has rows in test_attempts, named [suite], and is not in test_cases and the counts by outcome."
      },
      {
        "name": "root_element",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Name of the root element of the report: testsuites, testsuite or another."
      },
      {
        "name": "build_generation",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "For a file that a row of builds is made of: the generation of that row. All files that a reading of the build saw have the same value. NULL for other objects."
      }
    ]
  },
  "log_findings": {
    "name": "log_findings",
    "description": "Findings in build logs: one row for each symptom that can have ended the build, for each value of a fact and for each line of an event in a log. Lines of attempts that were repeated, of phases that the build got past, and of the clean-up after a failure are not symptoms. At most 20 values of a symptom or fact and 100 lines of an event are kept.",
    "time_partitioning": {
      "type": "DAY",
      "field": "build_date"
    },
    "require_partition_filter": true,
    "clustering": [
      "job",
      "finding"
    ],
    "schema": [
      {
        "name": "bucket",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Bucket that holds the object."
      },
      {
        "name": "object_name",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the log."
      },
      {
        "name": "generation",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Generation of the log."
      },
      {
        "name": "parser_version",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Version of the log reader and of the symptom policy that produced the row. Among the rows of one generation, those of the newest version are current."
      },
      {
        "name": "ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Position of the finding among the findings of the log, starting at 0."
      },
      {
        "name": "build_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date on which the build started; the same in every row of a build. Partition column: filter on it."
      },
      {
        "name": "job",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the job, taken from the object name."
      },
      {
        "name": "build_id",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Number of the build within its Prow deployment: a decimal number of up to 19 digits, stored as a string."
      },
      {
        "name": "build_path",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Folder of the build in the bucket, with a trailing slash; equal to builds.object_name."
      },
      {
        "name": "finding_kind",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Kind of the finding: symptom, fact or event."
      },
      {
        "name": "finding",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the symptom, fact or event, as defined in infra/policy/symptoms.json."
      },
      {
        "name": "value",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Value of the fact or event, such as the version of kOps or a leased project; NULL for symptoms and where there is none."
      },
      {
        "name": "phase",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Phase of the build in which the symptom was found: clone, build, up, test or down; NULL for facts, and if the log names no phase before the symptom."
      },
      {
        "name": "is_decisive",
        "type": "BOOL",
        "mode": "NULLABLE",
        "description": "Whether the symptom tells best why the build failed, which is true of one symptom of a log; NULL for facts."
      },
      {
        "name": "occurrences",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Number of lines that show the finding."
      },
      {
        "name": "line_number",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Number of the first line that shows the finding, starting at 1."
      },
      {
        "name": "line",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Text of the first line, without colour codes; the middle of a long line is omitted."
      },
      {
        "name": "logged_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "Timestamp of the first line; NULL if it has none."
      },
      {
        "name": "last_line_number",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Number of the last line that shows the finding."
      },
      {
        "name": "last_line",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Text of the last line, without colour codes; the middle of a long line is omitted."
      },
      {
        "name": "last_logged_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "Timestamp of the last line that has one; NULL if no line has one."
      }
    ]
  },
  "test_attempts": {
    "name": "test_attempts",
    "description": "Attempts: executions of test cases as recorded in JUnit reports, one row each. Skips without a reason are only counted in ingested_objects, unless KEEP_SKIPS is set.",
    "time_partitioning": {
      "type": "DAY",
      "field": "build_date"
    },
    "require_partition_filter": true,
    "clustering": [
      "job",
      "test_name"
    ],
    "schema": [
      {
        "name": "bucket",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Bucket that holds the object."
      },
      {
        "name": "object_name",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the JUnit report."
      },
      {
        "name": "generation",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Generation of the report."
      },
      {
        "name": "parser_version",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Version of the parser that produced the row. Among the rows of one generation, those of the newest version are current."
      },
      {
        "name": "ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Position of the attempt among the stored attempts of the report, starting at 0."
      },
      {
        "name": "build_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date on which the build started; the same in every row of a build. Partition column: filter on it."
      },
      {
        "name": "job",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the job, taken from the object name."
      },
      {
        "name": "build_id",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Number of the build within its Prow deployment: a decimal number of up to 19 digits, stored as a string."
      },
      {
        "name": "build_path",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Folder of the build in the bucket, with a trailing slash; equal to builds.object_name."
      },
      {
        "name": "file",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Path of the report below the folder of the build."
      },
      {
        "name": "context",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Context in the file name, which has the form junit_<context>_<timestamp>_<thread>.xml; NULL if it has none."
      },
      {
        "name": "thread",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Thread in the file name; NULL if it has none."
      },
      {
        "name": "report_label",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Words of the report's folders and name that tell the legs of a build apart, such as after-upgrade or ipv6, without numbers of shards and attempts; NULL if there are none."
      },
      {
        "name": "report_attempt",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of the repetition of tests according to the report's folders and name, such as 1 for junit_01_retry.xml; 0 for a first run."
      },
      {
        "name": "suite",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Names of the enclosing suites, outermost first, joined by \" > \"."
      },
      {
        "name": "class_name",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Class name of the test case, as written in the report."
      },
      {
        "name": "test_name",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the test case, as written in the report; [suite] for the errors, failures and skips of a suite outside of its test cases, whose class_name is the name of the suite."
      },
      {
        "name": "test_id",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Identity of the test case: 16 hexadecimal digits derived from suite, class_name and test_name, in which addresses, UUIDs, times, numbers of processes and lines, temporary paths, commits and generated suffixes are masked."
      },
      {
        "name": "case_kind",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Kind of the test case by its names: test; hook of tests; suite for the setup, teardown or loading of a suite; phase of a build that kubetest or kubetest2 reports; or summary, their case Test."
      },
      {
        "name": "variant",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Attributes and parameters that tell executions of the test case apart which are no retries of each other: file, host name of a browser or device, package and parameters, as label=value; NULL if there are none."
      },
      {
        "name": "suite_occurrence",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of the suite among the suites of the report with the same path and variant, starting at 1."
      },
      {
        "name": "case_ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Position of the test case in the report, starting at 1. Attempts with the same position are in one element (re-runs by Surefire)."
      },
      {
        "name": "outcome",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Outcome of the attempt: passed, failed, errored, skipped or interrupted (ended from outside, as Ginkgo's interrupted and aborted: evidence of nothing)."
      },
      {
        "name": "duration_seconds",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "Duration of the attempt in seconds, as given in the report; NULL if it is negative, ambiguous or not a duration."
      },
      {
        "name": "failure_type",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Type of the failure or error."
      },
      {
        "name": "failure_message",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Message of the failure or error."
      },
      {
        "name": "failure_text",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Text of the failure or error; the middle of a long text is omitted."
      },
      {
        "name": "failure_text_omitted",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of characters omitted from failure_text."
      },
      {
        "name": "failure_fingerprint",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Fingerprint of the failure: 16 hexadecimal digits derived from message and text, with numbers, hashes, times, addresses and generated names masked. Failures that differ only in the masked parts share it."
      },
      {
        "name": "skip_reason",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Reason for skipping the test case."
      },
      {
        "name": "properties",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Properties of the test case: {name: value}."
      }
    ]
  },
  "version_markers": {
    "name": "version_markers",
    "description": "Contents of version markers: one row for each generation that was read. Older generations are kept as the history of the marker.",
    "time_partitioning": {
      "type": "DAY",
      "field": "build_date"
    },
    "require_partition_filter": true,
    "clustering": [
      "object_name"
    ],
    "schema": [
      {
        "name": "bucket",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Bucket that holds the object."
      },
      {
        "name": "object_name",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the marker."
      },
      {
        "name": "generation",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Generation of the object that was read."
      },
      {
        "name": "parser_version",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Version of the parser that produced the row. Among the rows of one generation, those of the newest version are current."
      },
      {
        "name": "ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Always 0, because a reading produces one row."
      },
      {
        "name": "build_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date of written_at, because markers do not belong to a build. Partition column: filter on it."
      },
      {
        "name": "product",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Product that the version belongs to: kops or kubernetes."
      },
      {
        "name": "branch",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Branch of the marker according to its name, such as master or release-1.35."
      },
      {
        "name": "channel",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Channel of the marker: its file name without .txt, such as latest-ci or latest-ci-updown-green."
      },
      {
        "name": "version",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Version, as written in the marker."
      },
      {
        "name": "commit",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Commit that the version was built from, if the version contains it; often only its first digits."
      },
      {
        "name": "url",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "URL from which the version can be fetched; NULL if the marker contains only the version."
      },
      {
        "name": "written_at",
        "type": "TIMESTAMP",
        "mode": "REQUIRED",
        "description": "Time at which this generation was written."
      },
      {
        "name": "is_withdrawn",
        "type": "BOOL",
        "mode": "NULLABLE",
        "description": "TRUE for a row which says that this generation does not count any more: as read by its parser version, or by any if that is 0; otherwise NULL."
      }
    ]
  }
} as const;

export type TableName = keyof Tables;

export type TableRow<T extends TableName> = Tables[T];

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];
