import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import type { DeathReason } from '../catalog/vocabulary.ts';
import { FAULT_RULES, type EvictionEnding } from '../catalog/faults.ts';
import { failureTemplates, type FailureTemplate } from '../catalog/failures.ts';
import { regressionPhase, type Outage } from '../faults/fault.ts';
import type { JobFaults } from '../faults/fault-plan.ts';
import type { JobRun } from '../history/run.ts';
import { randomOf, type CommitsUnderTest, type World } from '../world.ts';
import type { BuildPlace } from './place.ts';

interface Stopped {
  /** What was planned; without it, it was bad luck. */
  readonly fault: string | null;
  readonly template: FailureTemplate | undefined;
}

/** A build that ran no test and left no report. */
export interface DiedEnding extends Stopped {
  readonly kind: 'died';
  readonly reason: DeathReason;
  /** What is left to say how an evicted pod ended. */
  readonly eviction?: EvictionEnding;
}

/** A build whose cluster came up but did not validate. */
export interface UpFailed extends Stopped {
  readonly kind: 'up_failed';
}

/** A build that was stopped from outside. */
export interface Aborted extends Stopped {
  readonly kind: 'aborted';
}

/** A build that ran its tests; the template is that of a failure to take the cluster down. */
export interface Tested extends Stopped {
  readonly kind: 'tested';
  /** An `ABORTED` was written before the truth was. */
  readonly isAbortedFirst: boolean;
}

/** How far a build gets, and what stops it. */
export type BuildEnding = DiedEnding | UpFailed | Aborted | Tested;

interface Situation {
  readonly world: World;
  readonly run: JobRun;
  readonly place: BuildPlace;
  readonly under: CommitsUnderTest;
  readonly faults: JobFaults;
}

/** Decides how a build ends: the first of what may stop it, in the order in which a build meets them. */
export function buildEnding(situation: Situation): BuildEnding {
  return (
    cloneOrLease(situation) ??
    outage(situation) ??
    plannedFault(situation) ??
    backgroundFailure(situation) ??
    aborted(situation) ??
    tested(situation)
  );
}

function chance({ world, run }: Situation, purpose: string, probability: number): boolean {
  return randomOf(world, `ending-${purpose}`, run).chance(probability);
}

function died(situation: Situation, reason: DeathReason, fault: string | null = null): DiedEnding {
  const { world, run } = situation;
  const templates = failureTemplates(
    'create',
    run.job.cloud,
    (t) => t.reason === reason && !t.regression,
  );
  const random = randomOf(world, 'death', run);
  const template = templates.length === 0 ? undefined : random.pick(templates);
  return { kind: 'died', reason, fault, template };
}

function cloneOrLease(situation: Situation): BuildEnding | undefined {
  const { place, run } = situation;
  if (chance(situation, 'clone', FAULT_RULES.infrastructure.clone_failure)) {
    return died(situation, 'clone_failure');
  }
  const lease = FAULT_RULES.infrastructure.deaths[run.job.cloud]?.lease ?? 0;
  if (place.lease !== undefined && chance(situation, 'lease', lease))
    return died(situation, 'lease');
  return undefined;
}

function outage(situation: Situation): BuildEnding | undefined {
  const { world, run, place } = situation;
  const current = world.faults.outages.find((candidate) => isInReach(candidate, run, place));
  if (current === undefined || !chance(situation, current.id, current.share)) return undefined;
  const [slow] = failureTemplates('up', run.job.cloud, (template) => template.outage);
  // Most clusters are not even created; a few come up too slowly.
  if (slow !== undefined && chance(situation, `${current.id}-up`, 0.3)) {
    return { kind: 'up_failed', fault: current.id, template: slow };
  }
  return died(situation, current.reason, current.id);
}

/** Is this build within reach of the outage? */
export function isInReach(
  { cloud, region, from, until }: Outage,
  run: JobRun,
  place: BuildPlace,
): boolean {
  return (
    cloud === run.job.cloud &&
    (region === undefined || region === place.region) &&
    run.triggeredAt >= from &&
    run.triggeredAt < until
  );
}

function plannedFault(situation: Situation): BuildEnding | undefined {
  const { neverPassed, regressions } = situation.faults;
  const broken = regressions.find(
    (regression) =>
      regression.level !== 'test' &&
      regressionPhase(regression, situation.under) === 'bad' &&
      chance(situation, regression.id, regression.failureRate),
  );
  const found = neverPassed ?? broken;
  if (found === undefined || found.level === 'test') return undefined;
  const { id: fault, level, template } = found;
  return level === 'up'
    ? { kind: 'up_failed', fault, template }
    : { kind: 'died', reason: 'cluster_creation', fault, template };
}

function backgroundFailure(situation: Situation): BuildEnding | undefined {
  const { job } = situation.run;
  const { deaths, eviction, eviction_endings, up_failure } = FAULT_RULES.infrastructure;
  for (const reason of ['cluster_creation', 'quota', 'timeout'] as const) {
    if (chance(situation, reason, deaths[job.cloud]?.[reason] ?? 0)) return died(situation, reason);
  }
  if (chance(situation, 'eviction', eviction)) {
    const ending = randomOf(situation.world, 'eviction-ending', situation.run).weighted(
      eviction_endings,
    );
    return { ...died(situation, 'eviction'), eviction: ending };
  }
  const [slow] = failureTemplates('up', job.cloud, (template) => template.outage);
  return slow !== undefined && chance(situation, 'up', up_failure)
    ? { kind: 'up_failed', fault: null, template: slow }
    : undefined;
}

function aborted(situation: Situation): BuildEnding | undefined {
  if (!chance(situation, 'aborted', FAULT_RULES.infrastructure.aborted)) return undefined;
  return chance(situation, 'abort-overwritten', BUILD_PARAMETERS.abort_overwritten_share)
    ? tested(situation, true)
    : { kind: 'aborted', fault: null, template: undefined };
}

function tested(situation: Situation, isAbortedFirst = false): BuildEnding {
  const { world, run } = situation;
  const templates = failureTemplates('down', run.job.cloud, () => true);
  const isDownFailed = chance(situation, 'down', FAULT_RULES.infrastructure.down_failure);
  const template =
    isDownFailed && templates.length > 0 ? randomOf(world, 'down', run).pick(templates) : undefined;
  return { kind: 'tested', fault: null, template, isAbortedFirst };
}
