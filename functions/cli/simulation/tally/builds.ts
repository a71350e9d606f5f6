import { hasReachedCreation } from '../artifacts/build-log.ts';
import { buildPath } from '../artifacts/location.ts';
import type { Build } from '../builds/build.ts';
import { isFailed } from '../builds/cases.ts';
import { cloudNamed } from '../catalog/clouds.ts';
import type { BuildTruth } from '../truth.ts';
import { isOver, type Seen } from './seen.ts';

/** What became of a build, as far as it can be seen. */
export function buildTruth(seen: Seen): BuildTruth {
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
    faults: isOver(seen) ? faultsSeen(build) : [],
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

function hasProwJob({ last }: Seen): boolean {
  return [...last.values()].some(({ kind }) => kind === 'prowjob');
}

/** Those of its cloud, which a role replaces or stands beside. */
function credentialsOf(seen: Seen): BuildTruth['credentials'] {
  if (!hasProwJob(seen)) return {};
  const { run, access } = seen.build;
  const { cloud } = run.job;
  const usual = cloudNamed(cloud).credentials;
  if (access === 'usual') return usual;
  return { ...usual, [cloud]: access === 'both' ? 'both' : 'short_lived' };
}

function failedPhase({ ending, cases }: Build): BuildTruth['failed_phase'] {
  if (ending.kind === 'died') return ending.reason === 'clone_failure' ? 'clone' : 'create';
  if (ending.kind === 'up_failed') return 'up';
  return cases.some(isFailed) ? 'test' : 'down';
}

/** Every test that is reported to have failed, and what stopped the build outside of them. */
function isInfraFailure({ build: { cases, failure }, attempts }: Seen): boolean {
  const ofTests = cases
    .filter((one) => isFailed(one) && attempts.has(one.test.name))
    .flatMap((one) => one.attempts.flatMap((attempt) => attempt.failure?.template.class ?? []));
  const classes = failure === undefined ? ofTests : [...ofTests, failure.template.class];
  return classes.length > 0 && classes.every((one) => one === 'infra');
}

function faultsSeen({ ending, cases }: Build): readonly string[] {
  const ofCases = cases.filter(isFailed).map(({ attempts }) => attempts.at(-1)?.fault ?? null);
  return [...new Set([ending.fault, ...ofCases])].filter((fault) => fault !== null);
}
