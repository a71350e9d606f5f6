import type { Credential } from '../../domain/credentials/credential.ts';
import type { BuildOutcome } from '../../domain/outcome.ts';
import type { JsonValue } from '../../schema/tables.ts';

export interface StartedRecord {
  readonly kind: 'started';
  readonly started_at: string | null;
  readonly node: string | null;
  /** As written: a number, or refs in the oldest files. */
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

export interface FinishedRecord {
  readonly kind: 'finished';
  readonly finished_at: string | null;
  readonly outcome: BuildOutcome;
  /** `passed`, else whether `result` is success; `null` when both are absent. */
  readonly is_passed: boolean | null;
  /** As written, in any letter case. */
  readonly result: string | null;
  readonly revision: string | null;
  readonly version: string | null;
  readonly job_version: string | null;
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

/** CPU and memory of the containers of a job; `null` where none of them states it. */
export interface PodResources {
  readonly cpu_request_cores: number | null;
  readonly cpu_limit_cores: number | null;
  readonly memory_request_bytes: number | null;
  readonly memory_limit_bytes: number | null;
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
  readonly resources: PodResources;
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

/** Records of the files of a build, by the kind of file; a file that is missing or unreadable has none. */
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
