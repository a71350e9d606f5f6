import type { BuildOutcome } from '../../../shared/domain/outcome.ts';
import type { DeathReason, Family } from './catalog/common.ts';
import type { FailureClass } from './catalog/failures.ts';

/** A job, with its dimensions as they are meant (its annotations may say something else). */
export interface JobTruth {
  readonly job: string;
  readonly family: Family;
  readonly cloud: string;
  readonly networking: string;
  readonly distro: string;
  readonly k8s_version: string;
  readonly kops_version: string;
  /** What an upgrade starts from. */
  readonly k8s_version_from: string | null;
  readonly kops_version_from: string | null;
  readonly kops_branch: string;
  readonly cluster: string;
  readonly runs_per_day: number;
  readonly builds: number;
}

/** What became of a build. */
export interface BuildTruth {
  readonly build_path: string;
  readonly job: string;
  readonly build_id: string;
  readonly triggered_at: string;
  /** As `started.json` has it; what has no more than a ProwJob never started. */
  readonly started_at: string;
  /** `null`: it has no more than a ProwJob yet. */
  readonly outcome: BuildOutcome | null;
  /** The phase that did not pass; `null` if all did, or nothing is known yet. */
  readonly failed_phase: 'clone' | 'create' | 'up' | 'test' | 'down' | null;
  /** Why it left no report at all. */
  readonly death_reason: DeathReason | null;
  /** Whose fault it was that it was stopped outside of its tests; `null` if it was not. */
  readonly failure_class: FailureClass | null;
  /** Whether nothing but the infrastructure made it fail, as far as its reports are whole. */
  readonly is_infra_failure: boolean;
  /** The faults that made it fail; empty for bad luck. */
  readonly faults: readonly string[];
  readonly has_report: boolean;
  readonly has_log: boolean;
  /** Whether its log has it that it fetched the kOps under test; presubmits build theirs. */
  readonly has_fetched_kops: boolean;
  readonly region: string;
  /** `null`: no ProwJob tells it. */
  readonly build_cluster: string | null;
  /** How long the credentials are good for that its ProwJob gives it, by the cloud that they open. */
  readonly credentials: Readonly<Record<string, 'static' | 'short_lived' | 'both'>>;
  readonly kops_version: string;
  readonly kops_commit: string;
  readonly checkout_commit: string;
  readonly pull_number: number | null;
}
