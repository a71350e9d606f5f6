import type { Credential } from '../../domain/credentials/credential.ts';
import type { BuildOutcome } from '../../domain/outcome.ts';
import type { JsonValue } from '../../schema/tables.ts';

/** Content of `started.json`. */
export interface StartedRecord {
  readonly kind: 'started';
  readonly started_at: string | null;
  readonly node: string | null;
  /** Number of the pull request as it is written; the oldest files contain refs. */
  readonly pull: string | null;
  readonly pull_number: number | null;
  readonly repos: Readonly<Record<string, string>> | null;
  readonly repo_commit: string | null;
  readonly version: string | null;
  readonly job_version: string | null;
  readonly repo_version: string | null;
  readonly metadata: JsonValue;
  readonly warnings: readonly string[];
}

/** Content of `finished.json`. */
export interface FinishedRecord {
  readonly kind: 'finished';
  readonly finished_at: string | null;
  readonly outcome: BuildOutcome;
  /** `passed`, otherwise whether `result` is success; `null` if both are absent. */
  readonly is_passed: boolean | null;
  /** Result as it is written, in any letter case. */
  readonly result: string | null;
  readonly revision: string | null;
  readonly version: string | null;
  readonly job_version: string | null;
  readonly metadata: JsonValue;
  readonly warnings: readonly string[];
}

/** A pull request under test. */
export interface Pull {
  readonly number: number | null;
  readonly author: string | null;
  readonly sha: string | null;
  readonly title: string | null;
}

/** A repository under test: the branch, its commit, and pull requests. */
export interface Refs {
  readonly org: string | null;
  readonly repo: string | null;
  readonly base_ref: string | null;
  readonly base_sha: string | null;
  readonly pulls: readonly Pull[];
}

/** CPU and memory of the containers of a job; `null` where none of them states it. */
export interface PodResources {
  readonly cpu_request_cores: number | null;
  readonly cpu_limit_cores: number | null;
  readonly memory_request_bytes: number | null;
  readonly memory_limit_bytes: number | null;
}

/** Content of `prowjob.json`. The fields from `org` to `pulls` correspond to the columns of `builds`. */
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
  /** Environment variables of the containers that have plain values. */
  readonly env: Readonly<Record<string, string>>;
  /** Commands of the containers with their arguments. */
  readonly args: readonly string[];
  readonly resources: PodResources;
  /** Evidence of the credentials that the pod was given. */
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

/** An event of a pod. */
export interface PodEvent {
  readonly reason: string | null;
  readonly message: string | null;
  readonly count: number | null;
  readonly last_seen_at: string | null;
}

/** Content of `podinfo.json`. */
export interface PodInfoRecord {
  readonly kind: 'podinfo';
  readonly pod_name: string | null;
  readonly node: string | null;
  readonly pod_phase: string | null;
  /** Reason of the pod (`Evicted`), otherwise that of a container that was killed (`OOMKilled`). */
  readonly pod_reason: string | null;
  readonly pod_message: string | null;
  /** Events of type `Warning`. */
  readonly pod_events: readonly PodEvent[];
  readonly warnings: readonly string[];
}

/** A repository that was cloned. */
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

/** Content of `clone-records.json`. */
export interface CloneRecordsRecord {
  readonly kind: 'clone_records';
  readonly clones: readonly Clone[];
  readonly is_clone_failed: boolean;
  readonly warnings: readonly string[];
}

/** Records of the files of a build, by the kind of file; absent for files that are missing or unreadable. */
export interface BuildRecords {
  readonly started?: StartedRecord;
  readonly finished?: FinishedRecord;
  readonly prowjob?: ProwJobRecord;
  readonly podinfo?: PodInfoRecord;
  readonly clone_records?: CloneRecordsRecord;
}

/** Kinds of the files that a `builds` row is assembled from. */
export type BuildFileKind = keyof BuildRecords;

export type BuildFileRecord = Required<BuildRecords>[BuildFileKind];
