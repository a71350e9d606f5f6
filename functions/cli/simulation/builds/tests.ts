import type { AttemptOutcome } from '../../../../shared/domain/outcome.ts';
import { failureTemplates, type FailureTemplate } from '../catalog/failures.ts';
import { FAULT_RULES } from '../catalog/faults.ts';
import { selectionFilter, SUITE, SUITE_TESTS, type SuiteTest } from '../catalog/tests.ts';
import { flakeProbability } from '../faults/flakes.ts';
import { isInReach } from '../faults/outages.ts';
import { regressionPhase } from '../faults/regressions.ts';
import { fill } from '../fill.ts';
import type { JobRun } from '../history/run.ts';
import { Random, shortHash } from '../random.ts';
import type { BuildContext } from './context.ts';
import { renderFailure, type RenderedFailure } from './failure.ts';

/** One execution of a test. */
export interface TestAttempt {
  readonly outcome: Exclude<AttemptOutcome, 'skipped'>;
  readonly seconds: number;
  readonly failure: RenderedFailure | undefined;
  /** ID of the fault that caused the failure; `null` for a background failure. */
  readonly fault: string | null;
}

/** A test case in a build with its attempts; a skipped one has none. */
export interface TestCaseRun {
  readonly test: SuiteTest;
  readonly attempts: readonly TestAttempt[];
  /** Set if the test skipped itself; `undefined` if the selection left it out. */
  readonly skipReason: string | undefined;
}

/** The parts of a build that are the same for all its attempts, computed once. */
interface TestPhase extends BuildContext {
  /** Start of the tests in milliseconds since the epoch. */
  readonly at: number;
  readonly runHash: string;
}

const MAX_ATTEMPTS = 2;

/**
 * Runs all tests of the suite in order.
 *
 * @param at start of the tests in milliseconds since the epoch
 */
export function runTestCases(context: BuildContext, at: number): readonly TestCaseRun[] {
  const { run } = context;
  const isSelected = selectionFilter(run.job.selection);
  const candidates = threatsOf(context, at);
  const outage = outageDuring(context, at);
  const phase = { ...context, at, runHash: shortHash(run.key) };
  return SUITE_TESTS.map((test) => {
    if (!isSelected(test)) return { test, attempts: [], skipReason: undefined };
    const own = candidates.filter((threat) => threat.test === test);
    const threats = outage === undefined ? own : [...own, outage];
    const skipReason = own.length > 0 ? undefined : skipReasonOf(test, run);
    const attempts = skipReason === undefined ? attemptsOf(test, threats, phase) : [];
    return { test, attempts, skipReason };
  });
}

/** Returns whether the last attempt of a test case failed. */
export function isFailedCase({ attempts }: TestCaseRun): boolean {
  const last = attempts.at(-1);
  return last !== undefined && last.outcome !== 'passed';
}

/** A fault that can make a test fail. */
interface Threat {
  readonly test: SuiteTest | undefined;
  readonly fault: string;
  /** Probability that an attempt fails. */
  readonly probability: number;
  readonly template: FailureTemplate;
}

/** Returns the threat to all tests of a build that runs them during an outage. */
function outageDuring({ world, run, place }: BuildContext, at: number): Threat | undefined {
  const reach = { region: place.region, testsAt: at };
  const outage = world.faults.outages.find(
    (candidate) => candidate.phase === 'tests' && isInReach(candidate, run, reach),
  );
  const [template] = failureTemplates('test', run.job.cloud, (candidate) => candidate.noise);
  if (outage === undefined || template === undefined) return undefined;
  return { test: undefined, fault: outage.id, probability: outage.share, template };
}

function threatsOf({ run, underTest, faults }: BuildContext, at: number): readonly Threat[] {
  const { neverPassed, regressions, flakes } = faults;
  const [template] = failureTemplates('test', run.job.cloud, (candidate) => candidate.broken_push);
  const pushes = (run.refs?.pulls ?? []).filter(({ breaks }) => breaks !== undefined);
  return [
    ...(neverPassed === undefined
      ? []
      : [{ ...neverPassed, fault: neverPassed.id, probability: 1 }]),
    ...regressions
      .filter((regression) => regressionPhase(regression, underTest) === 'bad')
      .map((regression) => ({
        ...regression,
        fault: regression.id,
        probability: regression.failureRate,
      })),
    ...(template === undefined
      ? []
      : pushes.map(({ sha, breaks }) => ({
          test: breaks,
          fault: `push-${sha}`,
          probability: 1,
          template,
        }))),
    ...flakes.map((flake) => ({
      ...flake,
      fault: flake.id,
      probability: flakeProbability(flake, at),
    })),
  ];
}

function attemptsOf(
  test: SuiteTest,
  threats: readonly Threat[],
  phase: TestPhase,
): readonly TestAttempt[] {
  const { world, run, runHash } = phase;
  const maxAttempts = run.job.retries === 'none' ? 1 : MAX_ATTEMPTS;
  const attempts: TestAttempt[] = [];
  while (attempts.length < maxAttempts && attempts.at(-1)?.outcome !== 'passed') {
    const random = new Random(world.settings.seed, 'test', runHash, test.hash, attempts.length);
    attempts.push(attempt(threats, { ...phase, random, isFirst: attempts.length === 0 }));
  }
  return attempts;
}

function attempt(
  threats: readonly Threat[],
  phase: TestPhase & { readonly random: Random; readonly isFirst: boolean },
): TestAttempt {
  const { random, isFirst, run } = phase;
  const seconds = Math.round(random.between(SUITE.seconds) * 1e6) / 1e6;
  const struck = threats.find(({ probability }) => random.chance(probability));
  const template = struck?.template ?? (isFirst ? backgroundFailure(run, random) : undefined);
  if (template === undefined)
    return { outcome: 'passed', seconds, failure: undefined, fault: null };
  return {
    outcome: template.element === 'error' ? 'errored' : 'failed',
    seconds,
    failure: renderFailure(template, phase),
    fault: struck?.fault ?? null,
  };
}

/** Returns the failure of a test that fails for no recorded fault. */
function backgroundFailure({ job }: JobRun, random: Random): FailureTemplate | undefined {
  if (!random.chance(FAULT_RULES.background_failure)) return undefined;
  return random.pick(failureTemplates('test', job.cloud, (template) => template.noise));
}

/** Returns the reason for which a test skips itself. */
function skipReasonOf(test: SuiteTest, { job, triggeredAt }: JobRun): string | undefined {
  if (test.onlyOn !== undefined && !test.onlyOn.includes(job.cloud)) {
    const values = { only_on: `[${test.onlyOn.join(' ')}]`, cloud: job.cloud };
    return fill(SUITE.provider_reason, new Random(test.name), { values, at: triggeredAt });
  }
  // The machine image decides, so the skip is the same in every build and for every seed.
  const random = new Random('deliberate-skip', test.name, job.distro);
  if (!random.chance(SUITE.deliberate_skips.share)) return undefined;
  return fill(random.pick(SUITE.deliberate_skips.reasons), random, { values: {}, at: triggeredAt });
}
