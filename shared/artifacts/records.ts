import type { Credential } from '../domain/credentials/credential.ts';
import type { BuildOutcome } from '../domain/outcome.ts';
import type { JsonValue, LogFindingsRow, TestAttemptsRow } from '../schema/tables.ts';

/** One execution of a test case. Fields are named, and mean, as the columns of `test_attempts`. */
export interface AttemptRecord extends Pick<
  TestAttemptsRow,
  | 'suite'
  | 'class_name'
  | 'test_name'
  | 'test_id'
  | 'case_ordinal'
  | 'outcome'
  | 'duration_seconds'
  | 'failure_type'
  | 'failure_message'
  | 'failure_text'
  | 'failure_text_omitted'
  | 'failure_fingerprint'
  | 'skip_reason'
  | 'properties'
> {
  readonly kind: 'attempt';
}

/** What a JUnit report amounts to; the last record of its file. */
export interface ReportRecord {
  readonly kind: 'report';
  /** Number of `testcase` elements; `passed` + `failed` + `errored` + `skipped` of them. */
  readonly test_cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  /** Of the skipped ones those that give no reason. */
  readonly skipped_without_reason: number;
  readonly attempts: number;
  /** Sum of the times of the test cases. */
  readonly duration_seconds: number;
  readonly outcome: 'parsed' | 'salvaged';
  /** Why the report is only salvaged, and where the damage is, in bytes of the decompressed file. */
  readonly reason: string | null;
  readonly byte_offset: number | null;
  readonly warnings: readonly string[];
  /** Properties of the suites. */
  readonly properties: JsonValue;
}

export interface StartedRecord {
  readonly kind: 'started';
  readonly started_at: string | null;
  readonly node: string | null;
  /** As written: a number, or refs in the oldest files. */
  readonly pull: string | null;
  readonly pull_number: number | null;
  readonly repos: Readonly<Record<string, string>> | null;
  readonly repo_commit: string | null;
  readonly job_version: string | null;
  readonly repo_version: string | null;
  readonly metadata: JsonValue;
  readonly warnings: readonly string[];
}

export interface FinishedRecord {
  readonly kind: 'finished';
  readonly finished_at: string | null;
  readonly outcome: BuildOutcome;
  /** `passed`, else whether `result` is success; `null` when both are absent. */
  readonly is_passed: boolean | null;
  /** As written, in any letter case. */
  readonly result: string | null;
  readonly revision: string | null;
  readonly job_version: string | null;
  readonly repo_version: string | null;
  readonly metadata: JsonValue;
  readonly warnings: readonly string[];
}

export interface Pull {
  readonly number: number | null;
  readonly author: string | null;
  readonly sha: string | null;
  readonly title: string | null;
}

export interface Refs {
  readonly org: string | null;
  readonly repo: string | null;
  readonly base_ref: string | null;
  readonly base_sha: string | null;
  readonly pulls: readonly Pull[];
}

/** A ProwJob; what is under test (`org` to `pulls`) stands in it as in the columns of `builds`. */
export interface ProwJobRecord extends Refs {
  readonly kind: 'prowjob';
  readonly prowjob_id: string | null;
  readonly job_type: string | null;
  readonly agent: string | null;
  readonly cluster: string | null;
  readonly job: string | null;
  readonly context: string | null;
  readonly pull_number: number | null;
  readonly extra_refs: readonly Refs[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Plain values of the containers' environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The containers' commands with their arguments. */
  readonly args: readonly string[];
  /** Signs of the credentials that the pod was given. */
  readonly credentials: readonly Credential[];
  readonly state: string | null;
  readonly description: string | null;
  readonly triggered_at: string | null;
  readonly pending_at: string | null;
  readonly completed_at: string | null;
  readonly url: string | null;
  readonly pod_name: string | null;
  readonly build_id: string | null;
  readonly revival_count: number | null;
  readonly warnings: readonly string[];
}

export interface PodEvent {
  readonly reason: string | null;
  readonly message: string | null;
  readonly count: number | null;
  readonly last_seen_at: string | null;
}

export interface PodInfoRecord {
  readonly kind: 'podinfo';
  readonly pod_name: string | null;
  readonly node: string | null;
  readonly pod_phase: string | null;
  /** The pod's own reason (`Evicted`), else that of a container that was killed (`OOMKilled`). */
  readonly pod_reason: string | null;
  readonly pod_message: string | null;
  /** Those of type `Warning`. */
  readonly pod_events: readonly PodEvent[];
  readonly warnings: readonly string[];
}

export interface Clone {
  readonly org: string | null;
  readonly repo: string | null;
  readonly base_ref: string | null;
  readonly base_sha: string | null;
  readonly final_sha: string | null;
  readonly is_failed: boolean;
  readonly duration_seconds: number | null;
  readonly error: string | null;
}

export interface CloneRecordsRecord {
  readonly kind: 'clone_records';
  readonly clones: readonly Clone[];
  readonly is_clone_failed: boolean;
  readonly warnings: readonly string[];
}

/** A file that points to a build: the newest of a job, or that of an alias. */
export interface PointerRecord {
  readonly kind: 'build_alias' | 'latest_build';
  /** A build id, or the URL of a build's folder. */
  readonly target: string;
}

/** What a log tells: a symptom, or a fact with one of its values. Fields are named, and mean, as the columns of `log_findings`. */
export interface FindingRecord extends Pick<
  LogFindingsRow,
  | 'finding'
  | 'value'
  | 'occurrences'
  | 'line_number'
  | 'line'
  | 'logged_at'
  | 'last_line_number'
  | 'last_line'
  | 'last_logged_at'
> {
  readonly kind: 'finding';
  readonly finding_kind: 'symptom' | 'fact';
  readonly occurrences: number;
}

/** What reading a log came to; the last record of its file. */
export interface LogRecord {
  readonly kind: 'log';
  readonly lines: number;
  readonly outcome: 'parsed' | 'salvaged';
  /** Why the log is only salvaged. */
  readonly reason: string | null;
}

/** A file that names a version: the newest build of a branch, or the newest that passed. */
export interface MarkerRecord {
  readonly kind: 'version_marker';
  /** Where the version can be fetched; `null` where the version stands alone. */
  readonly url: string | null;
  /** What it is a version of, if the URL says so. */
  readonly product: string | null;
  /** As written. */
  readonly version: string;
  /** What it was built from, if the version says so: often the first digits only. */
  readonly commit: string | null;
  readonly warnings: readonly string[];
}

/** What the readers give. */
export type ArtifactRecord =
  | PointerRecord
  | MarkerRecord
  | AttemptRecord
  | ReportRecord
  | FindingRecord
  | LogRecord
  | StartedRecord
  | FinishedRecord
  | ProwJobRecord
  | PodInfoRecord
  | CloneRecordsRecord;

/** What a file of a build's folder gives. */
export type BuildFileRecord = Exclude<
  ArtifactRecord,
  AttemptRecord | ReportRecord | FindingRecord | LogRecord | PointerRecord | MarkerRecord
>;
