import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import { failureTemplates, type FailureTemplate } from '../catalog/failures.ts';
import { FAULT_RULES, type EvictionEnding } from '../catalog/faults.ts';
import type { DeathReason } from '../catalog/vocabulary.ts';
import { isInReach } from '../faults/outages.ts';
import { regressionPhase } from '../faults/regressions.ts';
import { randomOf } from '../world.ts';
import type { BuildContext } from './context.ts';

interface Stopped {
  /** ID of the fault that stopped the build; `null` if no planned fault did. */
  readonly fault: string | null;
  readonly template: FailureTemplate | undefined;
}

/** The build ran no test. Unless it was stopped from outside, kubetest2 reports that `Up` failed. */
interface DiedEnding extends Stopped {
  readonly kind: 'died';
  readonly reason: DeathReason;
  /** Files that state how an evicted pod ended. */
  readonly eviction?: EvictionEnding;
}

/** The cluster was created but did not validate. */
interface UpFailedEnding extends Stopped {
  readonly kind: 'up_failed';
}

/** The build was stopped from outside. */
interface AbortedEnding extends Stopped {
  readonly kind: 'aborted';
}

/** The build ran its tests; the template is that of a failure to delete the cluster. */
interface TestedEnding extends Stopped {
  readonly kind: 'tested';
  /** Whether `finished.json` says `ABORTED` before the final result overwrites it. */
  readonly isAbortedFirst: boolean;
}

/** Ending of a build: the phase that it reaches, and the failure that stops it. */
export type BuildEnding = DiedEnding | UpFailedEnding | AbortedEnding | TestedEnding;

/** Returns the ending of a build: the first obstacle that stops it, in the order in which builds meet them. */
export function buildEnding(context: BuildContext): BuildEnding {
  return (
    cloneOrLease(context) ??
    outage(context) ??
    plannedFault(context) ??
    infrastructureFailure(context) ??
    aborted(context) ??
    tested(context)
  );
}

function chance({ world, run }: BuildContext, purpose: string, probability: number): boolean {
  return randomOf(world, `ending-${purpose}`, run).chance(probability);
}

function died(context: BuildContext, reason: DeathReason, fault: string | null = null): DiedEnding {
  const { world, run } = context;
  const templates = failureTemplates(
    'create',
    run.job.cloud,
    (candidate) => candidate.reason === reason && !candidate.regression,
  );
  const random = randomOf(world, 'death', run);
  const template = templates.length === 0 ? undefined : random.pick(templates);
  return { kind: 'died', reason, fault, template };
}

function cloneOrLease(context: BuildContext): BuildEnding | undefined {
  const { place, run } = context;
  if (chance(context, 'clone', FAULT_RULES.infrastructure.clone_failure)) {
    return died(context, 'clone_failure');
  }
  const lease = FAULT_RULES.infrastructure.deaths[run.job.cloud]?.lease ?? 0;
  if (place.lease !== undefined && chance(context, 'lease', lease)) return died(context, 'lease');
  return undefined;
}

function outage(context: BuildContext): BuildEnding | undefined {
  const { world, run, place } = context;
  const reach = { region: place.region, testsAt: undefined };
  const current = world.faults.outages.find((candidate) => isInReach(candidate, run, reach));
  if (current === undefined || !chance(context, current.id, current.share)) return undefined;
  const [slow] = failureTemplates('up', run.job.cloud, (template) => template.outage);
  // Most clusters are not created; a few are created but do not validate in time.
  if (slow !== undefined && chance(context, `${current.id}-up`, 0.3)) {
    return { kind: 'up_failed', fault: current.id, template: slow };
  }
  return died(context, current.reason, current.id);
}

function plannedFault(context: BuildContext): BuildEnding | undefined {
  const { neverPassed, regressions } = context.faults;
  const broken = regressions.find(
    (regression) =>
      regression.level !== 'test' &&
      regressionPhase(regression, context.underTest) === 'bad' &&
      chance(context, regression.id, regression.failureRate),
  );
  const found = neverPassed ?? broken;
  if (found === undefined || found.level === 'test') return undefined;
  const { id: fault, level, template } = found;
  return level === 'up'
    ? { kind: 'up_failed', fault, template }
    : { kind: 'died', reason: 'cluster_creation', fault, template };
}

function infrastructureFailure(context: BuildContext): BuildEnding | undefined {
  const { job } = context.run;
  const { deaths, eviction, eviction_endings, up_failure } = FAULT_RULES.infrastructure;
  for (const reason of ['cluster_creation', 'quota', 'timeout'] as const) {
    if (chance(context, reason, deaths[job.cloud]?.[reason] ?? 0)) return died(context, reason);
  }
  if (chance(context, 'eviction', eviction)) {
    const ending = randomOf(context.world, 'eviction-ending', context.run).weighted(
      eviction_endings,
    );
    return { ...died(context, 'eviction'), eviction: ending };
  }
  const [slow] = failureTemplates('up', job.cloud, (template) => template.outage);
  return slow !== undefined && chance(context, 'up', up_failure)
    ? { kind: 'up_failed', fault: null, template: slow }
    : undefined;
}

function aborted(context: BuildContext): BuildEnding | undefined {
  if (!chance(context, 'aborted', FAULT_RULES.infrastructure.aborted)) return undefined;
  return chance(context, 'abort-overwritten', BUILD_PARAMETERS.abort_overwritten_share)
    ? tested(context, true)
    : { kind: 'aborted', fault: null, template: undefined };
}

function tested(context: BuildContext, isAbortedFirst = false): BuildEnding {
  const { world, run } = context;
  const templates = failureTemplates('down', run.job.cloud, () => true);
  const isDownFailed = chance(context, 'down', FAULT_RULES.infrastructure.down_failure);
  const template =
    isDownFailed && templates.length > 0 ? randomOf(world, 'down', run).pick(templates) : undefined;
  return { kind: 'tested', fault: null, template, isAbortedFirst };
}
