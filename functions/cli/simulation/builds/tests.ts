import type { AttemptOutcome } from '../../../../shared/domain/outcome.ts';
import { type FailureTemplate, failureTemplates } from '../catalog/failures.ts';
import { FAULT_RULES } from '../catalog/faults.ts';
import { SUITE, type SuiteTest, SUITE_TESTS, selectionFilter } from '../catalog/tests.ts';
import type { JobFaults } from '../faults/fault-plan.ts';
import { regressionPhase } from '../faults/fault.ts';
import { fill } from '../fill.ts';
import type { JobRun } from '../history/run.ts';
import { Random, shortHash } from '../random.ts';
import type { CommitsUnderTest, World } from '../world.ts';
import { type RenderedFailure, renderFailure } from './failure.ts';
import type { BuildPlace } from './place.ts';

/** One execution of a test. */
export interface TestAttempt {
  readonly outcome: Exclude<AttemptOutcome, 'skipped'>;
  readonly seconds: number;
  readonly failure: RenderedFailure | undefined;
  /** Id of the fault that made it fail; `null` for bad luck. */
  readonly fault: string | null;
}

/** A test in a build: its attempts, or why there are none. */
export interface TestCaseRun {
  readonly test: SuiteTest;
  readonly attempts: readonly TestAttempt[];
  /** Of a skip that was decided by the test itself. */
  readonly skipReason: string | undefined;
}

/** What the tests of a build depend on. */
export interface Testing {
  readonly world: World;
  readonly run: JobRun;
  readonly place: BuildPlace;
  readonly under: CommitsUnderTest;
  readonly faults: JobFaults;
  readonly at: number;
}

/** With what is the same for all tests of a run, made once. */
interface Prepared extends Testing {
  readonly runHash: string;
}

const MAX_ATTEMPTS = 2;

/** Runs the suite: every test of it, in its order. */
export function runTestCases(testing: Testing): readonly TestCaseRun[] {
  const isSelected = selectionFilter(testing.run.job.selection);
  const candidates = threatsOf(testing);
  const prepared = { ...testing, runHash: shortHash(testing.run.key) };
  return SUITE_TESTS.map((test) => {
    if (!isSelected(test)) return { test, attempts: [], skipReason: undefined };
    const threats = candidates.filter((threat) => threat.test === test);
    const skipReason = threats.length > 0 ? undefined : skipReasonOf(test, testing);
    const attempts = skipReason === undefined ? attemptsOf(test, threats, prepared) : [];
    return { test, attempts, skipReason };
  });
}

/** Did the test fail in the end? */
export function isFailedCase({ attempts }: TestCaseRun): boolean {
  const last = attempts.at(-1);
  return last !== undefined && last.outcome !== 'passed';
}

/** What may make a test fail, with the probability of each attempt. */
interface Threat {
  readonly test: SuiteTest | undefined;
  readonly fault: string;
  readonly probability: number;
  readonly template: FailureTemplate;
}

function threatsOf({ run, under, faults }: Testing): readonly Threat[] {
  const { neverPassed, regressions, flakes } = faults;
  const [template] = failureTemplates('test', run.job.cloud, (candidate) => candidate.broken_push);
  const pushes = (run.refs?.pulls ?? []).filter(({ breaks }) => breaks !== undefined);
  return [
    ...(neverPassed === undefined
      ? []
      : [{ ...neverPassed, fault: neverPassed.id, probability: 1 }]),
    ...regressions
      .filter((regression) => regressionPhase(regression, under) === 'bad')
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
    ...flakes.map((flake) => ({ ...flake, fault: flake.id })),
  ];
}

function attemptsOf(
  test: SuiteTest,
  threats: readonly Threat[],
  testing: Prepared,
): readonly TestAttempt[] {
  const { world, run, runHash } = testing;
  const most = run.job.retries === 'none' ? 1 : MAX_ATTEMPTS;
  const attempts: TestAttempt[] = [];
  while (attempts.length < most && attempts.at(-1)?.outcome !== 'passed') {
    const random = new Random(world.settings.seed, 'test', runHash, test.hash, attempts.length);
    attempts.push(attempt(threats, { ...testing, random, isFirst: attempts.length === 0 }));
  }
  return attempts;
}

function attempt(
  threats: readonly Threat[],
  testing: Testing & { readonly random: Random; readonly isFirst: boolean },
): TestAttempt {
  const { random, isFirst } = testing;
  const seconds = Math.round(random.between(SUITE.seconds) * 1e6) / 1e6;
  const struck = threats.find(({ probability }) => random.chance(probability));
  const template = struck?.template ?? (isFirst ? backgroundFailure(testing) : undefined);
  if (template === undefined)
    return { outcome: 'passed', seconds, failure: undefined, fault: null };
  return {
    outcome: template.element === 'error' ? 'errored' : 'failed',
    seconds,
    failure: renderFailure(template, testing),
    fault: struck?.fault ?? null,
  };
}

function backgroundFailure({
  random,
  run,
}: Testing & { readonly random: Random }): FailureTemplate | undefined {
  if (!random.chance(FAULT_RULES.background_failure)) return undefined;
  return random.pick(failureTemplates('test', run.job.cloud, (template) => template.noise));
}

function skipReasonOf(test: SuiteTest, { run }: Testing): string | undefined {
  const { job, triggeredAt } = run;
  if (test.onlyOn !== undefined && !test.onlyOn.includes(job.cloud)) {
    const values = { only_on: `[${test.onlyOn.join(' ')}]`, cloud: job.cloud };
    return fill(SUITE.provider_reason, new Random(test.name), { values, at: triggeredAt });
  }
  // The machine image decides, so it is the same in every build and for every seed.
  const random = new Random('deliberate-skip', test.name, job.distro);
  if (!random.chance(SUITE.deliberate_skips.share)) return undefined;
  return fill(random.pick(SUITE.deliberate_skips.reasons), random, { values: {}, at: triggeredAt });
}
