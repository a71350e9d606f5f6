import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import { hasReachedCreation } from '../artifacts/build-log.ts';
import { buildPath } from '../artifacts/paths.ts';
import type { Build } from '../builds/build.ts';
import { isFailedCase } from '../builds/tests.ts';
import { cloudByName } from '../catalog/clouds.ts';
import type { FailureClass } from '../catalog/failures.ts';
import type { DeathReason, JobFamily } from '../catalog/vocabulary.ts';
import type { Job } from '../jobs/job.ts';
import { hasEnded, hasUploaded, type ObservedBuild } from './observed-build.ts';

/** A job with its true dimensions, which its annotations can contradict. */
export interface JobTruth {
  readonly job: string;
  readonly family: JobFamily;
  readonly cloud: string;
  readonly networking: string;
  readonly distro: string;
  readonly k8s_version: string;
  readonly kops_version: string;
  /** The versions that an upgrade starts from; `null` for other jobs. */
  readonly k8s_version_from: string | null;
  readonly kops_version_from: string | null;
  readonly kops_branch: string;
  readonly cluster: string;
  readonly runs_per_day: number;
  readonly builds: number;
}

/** The true result and circumstances of a build. */
export interface BuildTruth {
  readonly build_path: string;
  readonly job: string;
  readonly build_id: string;
  readonly triggered_at: string;
  /** The time in `started.json`; a build that has only a ProwJob has not started yet. */
  readonly started_at: string;
  /** `null` for a build that has only a ProwJob. */
  readonly outcome: BuildOutcome | null;
  /** The phase that failed; `null` if none did, or if the build has not ended. */
  readonly failed_phase: 'clone' | 'create' | 'up' | 'test' | 'down' | null;
  /** The cause of a build that failed before its tests; `null` for other builds. */
  readonly death_reason: DeathReason | null;
  /** The class of the failure that stopped the build outside of its tests; `null` if there was none. */
  readonly failure_class: FailureClass | null;
  /** Whether all failures in the reports, and the one that stopped the build, have the class `infra`. */
  readonly is_infra_failure: boolean;
  /** IDs of the faults that made the build fail; empty if no planned fault did. */
  readonly faults: readonly string[];
  /** Whether it left a report with phases or tests; that of a build that was stopped from outside is empty. */
  readonly has_report: boolean;
  readonly has_log: boolean;
  /** Whether the log shows the download of the kOps under test; presubmits build theirs. */
  readonly has_fetched_kops: boolean;
  readonly region: string;
  /** `null` for a build without a ProwJob. */
  readonly build_cluster: string | null;
  /** The lifetime of the credentials in the ProwJob, by the cloud that they open. */
  readonly credentials: Readonly<Record<string, 'static' | 'short_lived' | 'both'>>;
  readonly kops_version: string;
  readonly kops_commit: string;
  readonly checkout_commit: string;
  readonly pull_number: number | null;
}

/** Returns the truth about a build, as far as its uploads show it. */
export function buildTruth(observed: ObservedBuild): BuildTruth {
  const { build, outcome } = observed;
  const { run, underTest, place, ending } = build;
  const hasLog = hasUploaded(observed, 'build_log');
  const hasFailed = outcome === 'failed' || outcome === 'errored';
  return {
    build_path: buildPath(run),
    job: run.job.name,
    build_id: run.buildId,
    triggered_at: new Date(run.triggeredAt).toISOString(),
    started_at: new Date(build.times.started).toISOString(),
    outcome: outcome ?? null,
    failed_phase: hasFailed ? failedPhase(build) : null,
    death_reason: hasFailed ? deathReason(ending) : null,
    failure_class:
      hasFailed && !build.cases.some(isFailedCase) ? (build.failure?.template.class ?? null) : null,
    is_infra_failure: hasFailed && isInfraFailure(observed),
    faults: hasEnded(observed) ? faultsOf(build) : [],
    has_report: observed.last.values().some(({ report }) => report !== undefined),
    has_log: hasLog,
    has_fetched_kops: hasLog && run.refs === undefined && hasReachedCreation(build),
    region: place.region,
    build_cluster: hasUploaded(observed, 'prowjob') ? place.buildCluster : null,
    credentials: credentialsOf(observed),
    kops_version: underTest.kops.version,
    kops_commit: underTest.kops.sha,
    checkout_commit: underTest.checkout.sha,
    pull_number: run.refs?.pulls[0]?.number ?? null,
  };
}

/** Returns the truth about the jobs, with the number of their builds. */
export function jobsTruth(
  jobs: readonly Job[],
  builds: readonly BuildTruth[],
): readonly JobTruth[] {
  const buildsByJob = Map.groupBy(builds, ({ job }) => job);
  return jobs.map((job) => ({
    job: job.name,
    family: job.family,
    cloud: job.cloud,
    networking: job.networking,
    distro: job.distro,
    k8s_version: job.k8s_version,
    kops_version: job.kops_version,
    k8s_version_from: job.env['K8S_VERSION_A'] ?? null,
    kops_version_from: job.env['KOPS_VERSION_A'] ?? null,
    kops_branch: job.branch,
    cluster: job.cluster,
    runs_per_day: job.runsPerDay,
    builds: buildsByJob.get(job.name)?.length ?? 0,
  }));
}

/** Returns the credentials of the job's cloud; a role replaces the key or exists in addition to it. */
function credentialsOf(observed: ObservedBuild): BuildTruth['credentials'] {
  if (!hasUploaded(observed, 'prowjob')) return {};
  const { run, access } = observed.build;
  const { cloud } = run.job;
  const { credentials } = cloudByName(cloud);
  if (access === 'default') return credentials;
  return { ...credentials, [cloud]: access === 'both' ? 'both' : 'short_lived' };
}

/** The phases that builds die in. An evicted pod uploads no log, so nothing shows how far the build got. */
const DEATH_PHASES: Readonly<Record<DeathReason, 'clone' | 'create' | 'up'>> = {
  clone_failure: 'clone',
  cluster_creation: 'up',
  quota: 'up',
  lease: 'up',
  timeout: 'up',
  eviction: 'create',
};

function deathReason(ending: Build['ending']): DeathReason | null {
  if (ending.kind === 'up_failed') return 'cluster_creation';
  return ending.kind === 'died' ? ending.reason : null;
}

function failedPhase({ ending, cases }: Build): BuildTruth['failed_phase'] {
  if (ending.kind === 'up_failed') return 'up';
  if (ending.kind === 'died') return DEATH_PHASES[ending.reason];
  return cases.some(isFailedCase) ? 'test' : 'down';
}

function isInfraFailure({ build: { cases, failure }, attempts }: ObservedBuild): boolean {
  const ofTests = cases
    .filter((one) => isFailedCase(one) && attempts.has(one.test.name))
    .flatMap((one) => one.attempts.flatMap((attempt) => attempt.failure?.template.class ?? []));
  const classes = failure === undefined ? ofTests : [...ofTests, failure.template.class];
  return classes.length > 0 && classes.every((one) => one === 'infra');
}

function faultsOf({ ending, cases }: Build): readonly string[] {
  const ofCases = cases.filter(isFailedCase).map(({ attempts }) => attempts.at(-1)?.fault ?? null);
  return [...new Set([ending.fault, ...ofCases])].filter((fault) => fault !== null);
}
