import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import { hasReachedCreation } from '../artifacts/build-log.ts';
import { buildPath } from '../artifacts/paths.ts';
import type { Build } from '../builds/build.ts';
import { isFailedCase } from '../builds/tests.ts';
import { cloudByName } from '../catalog/clouds.ts';
import type { FailureClass } from '../catalog/failures.ts';
import type { DeathReason, JobFamily } from '../catalog/vocabulary.ts';
import { type ObservedBuild, hasEnded } from './observed-build.ts';

/** A job, with its dimensions as they are meant (its annotations may say something else). */
export interface JobTruth {
  readonly job: string;
  readonly family: JobFamily;
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

/** What became of a build, as far as it can be seen. */
export function buildTruth(seen: ObservedBuild): BuildTruth {
  const { build, outcome, last } = seen;
  const { run, under, place, ending } = build;
  const hasLog = [...last.values()].some(({ kind }) => kind === 'build_log');
  const hasFailed = outcome === 'failed' || outcome === 'errored';
  return {
    build_path: buildPath(run),
    job: run.job.name,
    build_id: run.buildId,
    triggered_at: new Date(run.triggeredAt).toISOString(),
    started_at: new Date(build.times.started).toISOString(),
    outcome: outcome ?? null,
    failed_phase: hasFailed ? failedPhase(build) : null,
    death_reason: hasFailed && ending.kind === 'died' ? ending.reason : null,
    failure_class: hasFailed ? (build.failure?.template.class ?? null) : null,
    is_infra_failure: hasFailed && isInfraFailure(seen),
    faults: hasEnded(seen) ? faultsSeen(build) : [],
    has_report: [...last.values()].some(({ kind }) => kind === 'junit'),
    has_log: hasLog,
    has_fetched_kops: hasLog && run.refs === undefined && hasReachedCreation(build),
    region: place.region,
    build_cluster: hasProwJob(seen) ? place.buildCluster : null,
    credentials: credentialsOf(seen),
    kops_version: under.kops.version,
    kops_commit: under.kops.sha,
    checkout_commit: under.checkout.sha,
    pull_number: run.refs?.pulls[0]?.number ?? null,
  };
}

function hasProwJob({ last }: ObservedBuild): boolean {
  return [...last.values()].some(({ kind }) => kind === 'prowjob');
}

/** Those of its cloud, which a role replaces or stands beside. */
function credentialsOf(seen: ObservedBuild): BuildTruth['credentials'] {
  if (!hasProwJob(seen)) return {};
  const { run, access } = seen.build;
  const { cloud } = run.job;
  const usual = cloudByName(cloud).credentials;
  if (access === 'usual') return usual;
  return { ...usual, [cloud]: access === 'both' ? 'both' : 'short_lived' };
}

function failedPhase({ ending, cases }: Build): BuildTruth['failed_phase'] {
  if (ending.kind === 'died') return ending.reason === 'clone_failure' ? 'clone' : 'create';
  if (ending.kind === 'up_failed') return 'up';
  return cases.some(isFailedCase) ? 'test' : 'down';
}

/** Every test that is reported to have failed, and what stopped the build outside of them. */
function isInfraFailure({ build: { cases, failure }, attempts }: ObservedBuild): boolean {
  const ofTests = cases
    .filter((one) => isFailedCase(one) && attempts.has(one.test.name))
    .flatMap((one) => one.attempts.flatMap((attempt) => attempt.failure?.template.class ?? []));
  const classes = failure === undefined ? ofTests : [...ofTests, failure.template.class];
  return classes.length > 0 && classes.every((one) => one === 'infra');
}

function faultsSeen({ ending, cases }: Build): readonly string[] {
  const ofCases = cases.filter(isFailedCase).map(({ attempts }) => attempts.at(-1)?.fault ?? null);
  return [...new Set([ending.fault, ...ofCases])].filter((fault) => fault !== null);
}
