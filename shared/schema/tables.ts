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

/** Builds as assembled from the files in their folder: started.json, finished.json, prowjob.json, podinfo.json and clone-records.json. A build has a row for each time one of them was read. */
export interface BuildsRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** Folder of the build in the bucket, with its trailing slash. */
  readonly object_name: string;
  /** Sum of the generations of the build's files, as they were when the row was made: it grows whenever one of them is written. */
  readonly generation: Int64;
  /** Version of the readers that made this row; of one generation the newest version counts. */
  readonly parser_version: Int64;
  /** Always 0: a reading gives one row. */
  readonly ordinal: Int64;
  /** UTC date of the build's start; the same in every row of a build. Filter on it: it is the partition. */
  readonly build_date: string;
  /** Name of the job, as in the object name. */
  readonly job: string;
  /** Number of the build within its deployment; decimal, up to 19 digits, hence a string. */
  readonly build_id: string;
  /** periodic, postsubmit, presubmit or batch. */
  readonly job_type: string | null;
  /** GitHub organisation of the repository under test, if there is one. */
  readonly org: string | null;
  /** Repository under test, without its organisation. */
  readonly repo: string | null;
  /** Number of the pull request; of a batch the first one. */
  readonly pull_number: Int64 | null;
  /** Pull requests under test: [{number, author, sha, title}]. */
  readonly pulls: JsonValue | null;
  /** Branch under test. */
  readonly base_ref: string | null;
  /** Commit of the branch under test. */
  readonly base_sha: string | null;
  /** Commit that was checked out, as the build itself reports it. */
  readonly repo_commit: string | null;
  /** Exact versions under test, in one canonical line: org/repo@commit, with +number@commit for each pull request, sorted. Builds with equal inputs tested the same thing. */
  readonly inputs: string | null;
  /** passed, failed, aborted, errored or running. */
  readonly outcome: string;
  /** Whether the build passed; NULL while nothing says so. */
  readonly is_passed: boolean | null;
  /** Whether finished.json is there and prowjob.json has a completion time: nothing more is to come. */
  readonly is_complete: boolean;
  /** The result that finished.json gives, in capitals: SUCCESS, FAILURE, ABORTED and others. */
  readonly result: string | null;
  /** State of the ProwJob: triggered, pending, success, failure, aborted or error. */
  readonly state: string | null;
  /** What Prow says of the state. */
  readonly description: string | null;
  /** Cloud that the cluster under test runs on: aws, gce, azure, digitalocean and others; synonyms are folded. */
  readonly cloud: string | null;
  /** Region of the cloud, where the job is told its zones: us-east-1; most take any. */
  readonly region: string | null;
  /** Network plugin of the cluster under test, such as calico or cilium. */
  readonly networking: string | null;
  /** Distribution of the nodes, such as u2404 or flatcar. */
  readonly distro: string | null;
  /** Processor architecture of the nodes: amd64 or arm64. */
  readonly architecture: string | null;
  /** Kubernetes version under test: 1.35, latest, stable or ci; of an upgrade the one upgraded to. */
  readonly kubernetes_version: string | null;
  /** Of an upgrade the Kubernetes version that it starts from. */
  readonly kubernetes_version_from: string | null;
  /** kOps version under test: 1.35 or latest; of an upgrade the one upgraded to. */
  readonly kops_version: string | null;
  /** Of an upgrade the kOps version that it starts from. */
  readonly kops_version_from: string | null;
  /** Channel of kOps: alpha or stable. */
  readonly kops_channel: string | null;
  /** Feature flags of kOps, as they are given. */
  readonly feature_flags: string | null;
  /** ipv4 or ipv6: addresses of the cluster under test. */
  readonly ip_family: string | null;
  /** Number of nodes where it is given; scale for a scale test that does not tell it. */
  readonly scale: string | null;
  /** Where each dimension, cloud to scale, came from: {"cloud": "annotation", …}; annotation, label, environment, flag or name. */
  readonly dimension_sources: JsonValue | null;
  /** Version marker that says which kOps is under test (--kops-version-marker): gs://<bucket>/<name>, or another URL. */
  readonly tested_marker: string | null;
  /** Version marker that the build gives the version to when its tests have passed (--publish-version-marker): gs://<bucket>/<name>. */
  readonly published_marker: string | null;
  /** Release of kOps that the job is told to test (KOPS_VERSION), such as v1.35.2; of an upgrade the one upgraded to. */
  readonly kops_release: string | null;
  /** Release of Kubernetes that the job is told to test (K8S_VERSION); of an upgrade the one upgraded to. */
  readonly kubernetes_release: string | null;
  /** When the ProwJob was made. */
  readonly triggered_at: string | null;
  /** When its pod was made. */
  readonly pending_at: string | null;
  /** When the build started, by started.json. */
  readonly started_at: string | null;
  /** When the build finished, by finished.json. */
  readonly finished_at: string | null;
  /** When Prow saw it complete. */
  readonly completed_at: string | null;
  /** From started_at to finished_at. */
  readonly duration_seconds: number | null;
  /** From triggered_at to pending_at. */
  readonly queue_seconds: number | null;
  /** Build cluster that ran it. */
  readonly cluster: string | null;
  /** Node or pod that started.json names. */
  readonly node: string | null;
  /** Name of the pod. */
  readonly pod_name: string | null;
  /** Phase that the pod ended in. */
  readonly pod_phase: string | null;
  /** Why the pod ended that way, such as Evicted or OOMKilled. */
  readonly pod_reason: string | null;
  /** Warning events of the pod: [{reason, message, count, last_seen_at}]. */
  readonly pod_events: JsonValue | null;
  /** How often Prow started the pod again. */
  readonly revival_count: Int64 | null;
  /** Whether cloning a repository failed. */
  readonly is_clone_failed: boolean | null;
  /** What was cloned: [{org, repo, base_ref, base_sha, final_sha, is_failed, duration_seconds, error}]. */
  readonly clones: JsonValue | null;
  /** Repositories and refs that started.json names: {"org/repo": "base:sha,pull:sha"}. */
  readonly repos: JsonValue | null;
  /** Further repositories of the ProwJob: [{org, repo, base_ref, base_sha}]. */
  readonly extra_refs: JsonValue | null;
  /** Labels of the ProwJob. */
  readonly labels: JsonValue | null;
  /** Annotations of the ProwJob, with those of the job's configuration. */
  readonly annotations: JsonValue | null;
  /** Environment of the containers, plain values only; (hidden) stands for one that infra/policy/credentials.json takes for a secret. */
  readonly env: JsonValue | null;
  /** Signs of the credentials that the build was given, names only: [{cloud, kind, evidence, name}]; kind is static or short_lived, evidence preset, secret_volume, secret_env, plain_env (a key in plain sight), projected_token, role or service_account. Cloud is unknown where infra/policy/credentials.json does not list the name, and ssh and the like where it opens no cloud. Empty if there is no sign, NULL without a prowjob.json. */
  readonly credentials: JsonValue | null;
  /** Free metadata of finished.json, else of started.json. */
  readonly metadata: JsonValue | null;
  /** Deprecated version that old jobs give. */
  readonly job_version: string | null;
  /** Page of the build. */
  readonly url: string | null;
  /** Files that were there when the row was made. */
  readonly files: readonly string[];
}

/** The ledger: one row for each reading of an object, with what came of it and how many rows it gave. It proves that nothing is lost. */
export interface IngestedObjectsRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** The object. */
  readonly object_name: string;
  /** Generation that was read. */
  readonly generation: Int64;
  /** Version of the readers that made this row; of one generation the newest version counts. */
  readonly parser_version: Int64;
  /** Always 0. */
  readonly ordinal: Int64;
  /** UTC date of the start of the build that the object belongs to; of a version marker the date of its writing. Filter on it: it is the partition. */
  readonly build_date: string;
  /** Name of the job. */
  readonly job: string | null;
  /** Number of the build. */
  readonly build_id: string | null;
  /** Folder of the build in the bucket. */
  readonly build_path: string | null;
  /** What the object is: started, finished, prowjob, podinfo, clone_records, junit, version_marker; event and message for what arrived in no known form. */
  readonly kind: string;
  /** parsed, salvaged (up to the damage), ignored or rejected. */
  readonly outcome: string;
  /** Why it was not simply parsed. */
  readonly reason: string | null;
  /** Where the damage is, in bytes of the decompressed object. */
  readonly byte_offset: Int64 | null;
  /** What was read around: each kind once. */
  readonly warnings: readonly string[];
  /** Size as stored. */
  readonly size_bytes: Int64 | null;
  /** When this generation was written. */
  readonly updated_at: string | null;
  /** When it was read. */
  readonly ingested_at: string;
  /** Rows of builds that the reading gave. */
  readonly builds_rows: Int64;
  /** Rows of test_attempts that the reading gave. */
  readonly test_attempts_rows: Int64;
  /** Rows of log_findings that the reading gave. */
  readonly log_findings_rows: Int64;
  /** Rows of version_markers that the reading gave. */
  readonly version_markers_rows: Int64;
  /** Test cases in the report. */
  readonly test_cases: Int64 | null;
  /** Of these passed. */
  readonly passed: Int64 | null;
  /** Of these failed. */
  readonly failed: Int64 | null;
  /** Of these ended in an error. */
  readonly errored: Int64 | null;
  /** Of these skipped. */
  readonly skipped: Int64 | null;
  /** Skips that give no reason and are therefore not stored as rows. */
  readonly skipped_without_reason: Int64 | null;
  /** Attempts in the report, those without a row included. */
  readonly attempts: Int64 | null;
  /** Sum of the times of the test cases. */
  readonly duration_seconds: number | null;
}

/** What build logs tell, one row for each symptom, and for each value of a fact, of a log. Of one symptom or fact at most 20 values are kept. */
export interface LogFindingsRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** The log. */
  readonly object_name: string;
  /** Generation of the log. */
  readonly generation: Int64;
  /** Version of the readers and of the symptoms' policy that made this row; of one generation the newest version counts. */
  readonly parser_version: Int64;
  /** Position of the finding among those of the log, from 0. */
  readonly ordinal: Int64;
  /** UTC date of the build's start; the same in every row of a build. Filter on it: it is the partition. */
  readonly build_date: string;
  /** Name of the job, as in the object name. */
  readonly job: string;
  /** Number of the build within its deployment; decimal, up to 19 digits, hence a string. */
  readonly build_id: string;
  /** Folder of the build in the bucket, with its trailing slash: object_name of its builds rows. */
  readonly build_path: string;
  /** symptom or fact. */
  readonly finding_kind: string;
  /** Name of the symptom or the fact, as infra/policy/symptoms.json has it. */
  readonly finding: string;
  /** Of a fact what it is, such as the version of kOps; NULL of symptoms, and of facts that have no value. */
  readonly value: string | null;
  /** Lines that say so. */
  readonly occurrences: Int64;
  /** The first of them, from 1. */
  readonly line_number: Int64;
  /** What it says, without colours; the middle of a long line is left out. */
  readonly line: string;
  /** When it was written, if it says so. */
  readonly logged_at: string | null;
  /** The last of them. */
  readonly last_line_number: Int64;
  /** What that one says. */
  readonly last_line: string;
  /** When the last one that has a time was written. */
  readonly last_logged_at: string | null;
}

/** Executions of test cases as JUnit reports tell of them, one row each. Skips that give no reason are counted in ingested_objects instead, unless KEEP_SKIPS is set. */
export interface TestAttemptsRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** The JUnit report. */
  readonly object_name: string;
  /** Generation of the report. */
  readonly generation: Int64;
  /** Version of the readers that made this row; of one generation the newest version counts. */
  readonly parser_version: Int64;
  /** Position of the attempt among the stored attempts of the report, from 0. */
  readonly ordinal: Int64;
  /** UTC date of the build's start; the same in every row of a build. Filter on it: it is the partition. */
  readonly build_date: string;
  /** Name of the job, as in the object name. */
  readonly job: string;
  /** Number of the build within its deployment; decimal, up to 19 digits, hence a string. */
  readonly build_id: string;
  /** Folder of the build in the bucket, with its trailing slash: object_name of its builds rows. */
  readonly build_path: string;
  /** The report's path below the folder of the build. */
  readonly file: string;
  /** Context that the file name gives: junit_<context>_<timestamp>_<thread>.xml. */
  readonly context: string | null;
  /** Thread that the file name gives. */
  readonly thread: string | null;
  /** Names of the suites around the case, outermost first, joined by " > ". */
  readonly suite: string | null;
  /** Class of the test case, as written. */
  readonly class_name: string | null;
  /** Name of the test case, as written. */
  readonly test_name: string;
  /** Identity of the test case: 16 hexadecimal digits made from suite, class_name and test_name. */
  readonly test_id: string;
  /** Position of the test case in the report, from 1. Attempts with the same one stand in one element (Surefire's re-runs). */
  readonly case_ordinal: Int64;
  /** passed, failed, errored or skipped. */
  readonly outcome: string;
  /** Time that the report gives. */
  readonly duration_seconds: number | null;
  /** Type of the failure or error. */
  readonly failure_type: string | null;
  /** Message of the failure or error. */
  readonly failure_message: string | null;
  /** Text of the failure or error; of a long one the first and the last part. */
  readonly failure_text: string | null;
  /** Characters left out of failure_text. */
  readonly failure_text_omitted: Int64 | null;
  /** What failures that are the same underneath have in common: 16 hexadecimal digits made from message and text with numbers, hashes, times, addresses and generated names masked. */
  readonly failure_fingerprint: string | null;
  /** Why the test case was skipped. */
  readonly skip_reason: string | null;
  /** Properties of the test case: {name: value}. */
  readonly properties: JsonValue | null;
}

/** What version markers said: a row for each generation of a marker that was read. Older generations stay: they are its history. */
export interface VersionMarkersRow {
  /** Bucket that holds the object. */
  readonly bucket: string;
  /** The marker. */
  readonly object_name: string;
  /** Generation that was read. */
  readonly generation: Int64;
  /** Version of the readers that made this row; of one generation the newest version counts. */
  readonly parser_version: Int64;
  /** Always 0: a reading gives one row. */
  readonly ordinal: Int64;
  /** UTC date of written_at: markers belong to no build. Filter on it: it is the partition. */
  readonly build_date: string;
  /** What it is a version of: kops or kubernetes. */
  readonly product: string | null;
  /** Branch that the marker is of, as its name says: master, release-1.35. */
  readonly branch: string | null;
  /** Name of the file without .txt: latest-ci, latest-ci-updown-green. */
  readonly channel: string;
  /** The version, as written. */
  readonly version: string;
  /** Commit that the version was built from, if it says so: often the first digits only. */
  readonly commit: string | null;
  /** Where the version can be fetched; NULL where the marker has the version alone. */
  readonly url: string | null;
  /** When this generation was written. */
  readonly written_at: string;
}

export interface Tables {
  readonly builds: BuildsRow;
  readonly ingested_objects: IngestedObjectsRow;
  readonly log_findings: LogFindingsRow;
  readonly test_attempts: TestAttemptsRow;
  readonly version_markers: VersionMarkersRow;
}

/** The schema files, by table. */
export const TABLES = {
  "builds": {
    "name": "builds",
    "description": "Builds as assembled from the files in their folder: started.json, finished.json, prowjob.json, podinfo.json and clone-records.json. A build has a row for each time one of them was read.",
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
        "description": "Folder of the build in the bucket, with its trailing slash."
      },
      {
        "name": "generation",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Sum of the generations of the build's files, as they were when the row was made: it grows whenever one of them is written."
      },
      {
        "name": "parser_version",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Version of the readers that made this row; of one generation the newest version counts."
      },
      {
        "name": "ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Always 0: a reading gives one row."
      },
      {
        "name": "build_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date of the build's start; the same in every row of a build. Filter on it: it is the partition."
      },
      {
        "name": "job",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the job, as in the object name."
      },
      {
        "name": "build_id",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Number of the build within its deployment; decimal, up to 19 digits, hence a string."
      },
      {
        "name": "job_type",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "periodic, postsubmit, presubmit or batch."
      },
      {
        "name": "org",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "GitHub organisation of the repository under test, if there is one."
      },
      {
        "name": "repo",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Repository under test, without its organisation."
      },
      {
        "name": "pull_number",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Number of the pull request; of a batch the first one."
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
        "description": "Commit that was checked out, as the build itself reports it."
      },
      {
        "name": "inputs",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Exact versions under test, in one canonical line: org/repo@commit, with +number@commit for each pull request, sorted. Builds with equal inputs tested the same thing."
      },
      {
        "name": "outcome",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "passed, failed, aborted, errored or running."
      },
      {
        "name": "is_passed",
        "type": "BOOL",
        "mode": "NULLABLE",
        "description": "Whether the build passed; NULL while nothing says so."
      },
      {
        "name": "is_complete",
        "type": "BOOL",
        "mode": "REQUIRED",
        "description": "Whether finished.json is there and prowjob.json has a completion time: nothing more is to come."
      },
      {
        "name": "result",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "The result that finished.json gives, in capitals: SUCCESS, FAILURE, ABORTED and others."
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
        "description": "What Prow says of the state."
      },
      {
        "name": "cloud",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Cloud that the cluster under test runs on: aws, gce, azure, digitalocean and others; synonyms are folded."
      },
      {
        "name": "region",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Region of the cloud, where the job is told its zones: us-east-1; most take any."
      },
      {
        "name": "networking",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Network plugin of the cluster under test, such as calico or cilium."
      },
      {
        "name": "distro",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Distribution of the nodes, such as u2404 or flatcar."
      },
      {
        "name": "architecture",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Processor architecture of the nodes: amd64 or arm64."
      },
      {
        "name": "kubernetes_version",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Kubernetes version under test: 1.35, latest, stable or ci; of an upgrade the one upgraded to."
      },
      {
        "name": "kubernetes_version_from",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Of an upgrade the Kubernetes version that it starts from."
      },
      {
        "name": "kops_version",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "kOps version under test: 1.35 or latest; of an upgrade the one upgraded to."
      },
      {
        "name": "kops_version_from",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Of an upgrade the kOps version that it starts from."
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
        "description": "Feature flags of kOps, as they are given."
      },
      {
        "name": "ip_family",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "ipv4 or ipv6: addresses of the cluster under test."
      },
      {
        "name": "scale",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Number of nodes where it is given; scale for a scale test that does not tell it."
      },
      {
        "name": "dimension_sources",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Where each dimension, cloud to scale, came from: {\"cloud\": \"annotation\", …}; annotation, label, environment, flag or name."
      },
      {
        "name": "tested_marker",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Version marker that says which kOps is under test (--kops-version-marker): gs://<bucket>/<name>, or another URL."
      },
      {
        "name": "published_marker",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Version marker that the build gives the version to when its tests have passed (--publish-version-marker): gs://<bucket>/<name>."
      },
      {
        "name": "kops_release",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Release of kOps that the job is told to test (KOPS_VERSION), such as v1.35.2; of an upgrade the one upgraded to."
      },
      {
        "name": "kubernetes_release",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Release of Kubernetes that the job is told to test (K8S_VERSION); of an upgrade the one upgraded to."
      },
      {
        "name": "triggered_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "When the ProwJob was made."
      },
      {
        "name": "pending_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "When its pod was made."
      },
      {
        "name": "started_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "When the build started, by started.json."
      },
      {
        "name": "finished_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "When the build finished, by finished.json."
      },
      {
        "name": "completed_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "When Prow saw it complete."
      },
      {
        "name": "duration_seconds",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "From started_at to finished_at."
      },
      {
        "name": "queue_seconds",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "From triggered_at to pending_at."
      },
      {
        "name": "cluster",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Build cluster that ran it."
      },
      {
        "name": "node",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Node or pod that started.json names."
      },
      {
        "name": "pod_name",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Name of the pod."
      },
      {
        "name": "pod_phase",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Phase that the pod ended in."
      },
      {
        "name": "pod_reason",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Why the pod ended that way, such as Evicted or OOMKilled."
      },
      {
        "name": "pod_events",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Warning events of the pod: [{reason, message, count, last_seen_at}]."
      },
      {
        "name": "revival_count",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "How often Prow started the pod again."
      },
      {
        "name": "is_clone_failed",
        "type": "BOOL",
        "mode": "NULLABLE",
        "description": "Whether cloning a repository failed."
      },
      {
        "name": "clones",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "What was cloned: [{org, repo, base_ref, base_sha, final_sha, is_failed, duration_seconds, error}]."
      },
      {
        "name": "repos",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Repositories and refs that started.json names: {\"org/repo\": \"base:sha,pull:sha\"}."
      },
      {
        "name": "extra_refs",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Further repositories of the ProwJob: [{org, repo, base_ref, base_sha}]."
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
        "description": "Annotations of the ProwJob, with those of the job's configuration."
      },
      {
        "name": "env",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Environment of the containers, plain values only; (hidden) stands for one that infra/policy/credentials.json takes for a secret."
      },
      {
        "name": "credentials",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Signs of the credentials that the build was given, names only: [{cloud, kind, evidence, name}]; kind is static or short_lived, evidence preset, secret_volume, secret_env, plain_env (a key in plain sight), projected_token, role or service_account. Cloud is unknown where infra/policy/credentials.json does not list the name, and ssh and the like where it opens no cloud. Empty if there is no sign, NULL without a prowjob.json."
      },
      {
        "name": "metadata",
        "type": "JSON",
        "mode": "NULLABLE",
        "description": "Free metadata of finished.json, else of started.json."
      },
      {
        "name": "job_version",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Deprecated version that old jobs give."
      },
      {
        "name": "url",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Page of the build."
      },
      {
        "name": "files",
        "type": "STRING",
        "mode": "REPEATED",
        "description": "Files that were there when the row was made."
      }
    ]
  },
  "ingested_objects": {
    "name": "ingested_objects",
    "description": "The ledger: one row for each reading of an object, with what came of it and how many rows it gave. It proves that nothing is lost.",
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
        "description": "The object."
      },
      {
        "name": "generation",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Generation that was read."
      },
      {
        "name": "parser_version",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Version of the readers that made this row; of one generation the newest version counts."
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
        "description": "UTC date of the start of the build that the object belongs to; of a version marker the date of its writing. Filter on it: it is the partition."
      },
      {
        "name": "job",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Name of the job."
      },
      {
        "name": "build_id",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Number of the build."
      },
      {
        "name": "build_path",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Folder of the build in the bucket."
      },
      {
        "name": "kind",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "What the object is: started, finished, prowjob, podinfo, clone_records, junit, version_marker; event and message for what arrived in no known form."
      },
      {
        "name": "outcome",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "parsed, salvaged (up to the damage), ignored or rejected."
      },
      {
        "name": "reason",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Why it was not simply parsed."
      },
      {
        "name": "byte_offset",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Where the damage is, in bytes of the decompressed object."
      },
      {
        "name": "warnings",
        "type": "STRING",
        "mode": "REPEATED",
        "description": "What was read around: each kind once."
      },
      {
        "name": "size_bytes",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Size as stored."
      },
      {
        "name": "updated_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "When this generation was written."
      },
      {
        "name": "ingested_at",
        "type": "TIMESTAMP",
        "mode": "REQUIRED",
        "description": "When it was read."
      },
      {
        "name": "builds_rows",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Rows of builds that the reading gave."
      },
      {
        "name": "test_attempts_rows",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Rows of test_attempts that the reading gave."
      },
      {
        "name": "log_findings_rows",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Rows of log_findings that the reading gave."
      },
      {
        "name": "version_markers_rows",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Rows of version_markers that the reading gave."
      },
      {
        "name": "test_cases",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Test cases in the report."
      },
      {
        "name": "passed",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Of these passed."
      },
      {
        "name": "failed",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Of these failed."
      },
      {
        "name": "errored",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Of these ended in an error."
      },
      {
        "name": "skipped",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Of these skipped."
      },
      {
        "name": "skipped_without_reason",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Skips that give no reason and are therefore not stored as rows."
      },
      {
        "name": "attempts",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Attempts in the report, those without a row included."
      },
      {
        "name": "duration_seconds",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "Sum of the times of the test cases."
      }
    ]
  },
  "log_findings": {
    "name": "log_findings",
    "description": "What build logs tell, one row for each symptom, and for each value of a fact, of a log. Of one symptom or fact at most 20 values are kept.",
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
        "description": "The log."
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
        "description": "Version of the readers and of the symptoms' policy that made this row; of one generation the newest version counts."
      },
      {
        "name": "ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Position of the finding among those of the log, from 0."
      },
      {
        "name": "build_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date of the build's start; the same in every row of a build. Filter on it: it is the partition."
      },
      {
        "name": "job",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the job, as in the object name."
      },
      {
        "name": "build_id",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Number of the build within its deployment; decimal, up to 19 digits, hence a string."
      },
      {
        "name": "build_path",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Folder of the build in the bucket, with its trailing slash: object_name of its builds rows."
      },
      {
        "name": "finding_kind",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "symptom or fact."
      },
      {
        "name": "finding",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the symptom or the fact, as infra/policy/symptoms.json has it."
      },
      {
        "name": "value",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Of a fact what it is, such as the version of kOps; NULL of symptoms, and of facts that have no value."
      },
      {
        "name": "occurrences",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Lines that say so."
      },
      {
        "name": "line_number",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "The first of them, from 1."
      },
      {
        "name": "line",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "What it says, without colours; the middle of a long line is left out."
      },
      {
        "name": "logged_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "When it was written, if it says so."
      },
      {
        "name": "last_line_number",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "The last of them."
      },
      {
        "name": "last_line",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "What that one says."
      },
      {
        "name": "last_logged_at",
        "type": "TIMESTAMP",
        "mode": "NULLABLE",
        "description": "When the last one that has a time was written."
      }
    ]
  },
  "test_attempts": {
    "name": "test_attempts",
    "description": "Executions of test cases as JUnit reports tell of them, one row each. Skips that give no reason are counted in ingested_objects instead, unless KEEP_SKIPS is set.",
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
        "description": "The JUnit report."
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
        "description": "Version of the readers that made this row; of one generation the newest version counts."
      },
      {
        "name": "ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Position of the attempt among the stored attempts of the report, from 0."
      },
      {
        "name": "build_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date of the build's start; the same in every row of a build. Filter on it: it is the partition."
      },
      {
        "name": "job",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the job, as in the object name."
      },
      {
        "name": "build_id",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Number of the build within its deployment; decimal, up to 19 digits, hence a string."
      },
      {
        "name": "build_path",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Folder of the build in the bucket, with its trailing slash: object_name of its builds rows."
      },
      {
        "name": "file",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "The report's path below the folder of the build."
      },
      {
        "name": "context",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Context that the file name gives: junit_<context>_<timestamp>_<thread>.xml."
      },
      {
        "name": "thread",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Thread that the file name gives."
      },
      {
        "name": "suite",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Names of the suites around the case, outermost first, joined by \" > \"."
      },
      {
        "name": "class_name",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Class of the test case, as written."
      },
      {
        "name": "test_name",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the test case, as written."
      },
      {
        "name": "test_id",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Identity of the test case: 16 hexadecimal digits made from suite, class_name and test_name."
      },
      {
        "name": "case_ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Position of the test case in the report, from 1. Attempts with the same one stand in one element (Surefire's re-runs)."
      },
      {
        "name": "outcome",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "passed, failed, errored or skipped."
      },
      {
        "name": "duration_seconds",
        "type": "FLOAT64",
        "mode": "NULLABLE",
        "description": "Time that the report gives."
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
        "description": "Text of the failure or error; of a long one the first and the last part."
      },
      {
        "name": "failure_text_omitted",
        "type": "INT64",
        "mode": "NULLABLE",
        "description": "Characters left out of failure_text."
      },
      {
        "name": "failure_fingerprint",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "What failures that are the same underneath have in common: 16 hexadecimal digits made from message and text with numbers, hashes, times, addresses and generated names masked."
      },
      {
        "name": "skip_reason",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Why the test case was skipped."
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
    "description": "What version markers said: a row for each generation of a marker that was read. Older generations stay: they are its history.",
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
        "description": "The marker."
      },
      {
        "name": "generation",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Generation that was read."
      },
      {
        "name": "parser_version",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Version of the readers that made this row; of one generation the newest version counts."
      },
      {
        "name": "ordinal",
        "type": "INT64",
        "mode": "REQUIRED",
        "description": "Always 0: a reading gives one row."
      },
      {
        "name": "build_date",
        "type": "DATE",
        "mode": "REQUIRED",
        "description": "UTC date of written_at: markers belong to no build. Filter on it: it is the partition."
      },
      {
        "name": "product",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "What it is a version of: kops or kubernetes."
      },
      {
        "name": "branch",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Branch that the marker is of, as its name says: master, release-1.35."
      },
      {
        "name": "channel",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "Name of the file without .txt: latest-ci, latest-ci-updown-green."
      },
      {
        "name": "version",
        "type": "STRING",
        "mode": "REQUIRED",
        "description": "The version, as written."
      },
      {
        "name": "commit",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Commit that the version was built from, if it says so: often the first digits only."
      },
      {
        "name": "url",
        "type": "STRING",
        "mode": "NULLABLE",
        "description": "Where the version can be fetched; NULL where the marker has the version alone."
      },
      {
        "name": "written_at",
        "type": "TIMESTAMP",
        "mode": "REQUIRED",
        "description": "When this generation was written."
      }
    ]
  }
} as const;

export type TableName = keyof Tables;

export type TableRow<T extends TableName> = Tables[T];

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];
