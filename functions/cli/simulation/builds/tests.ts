import type { AttemptOutcome } from '../../../../shared/domain/outcome.ts';
import { type FailureTemplate, failuresOf } from '../catalog/failures.ts';
import { FAULTS } from '../catalog/faults.ts';
import { SUITE, type SuiteTest, TESTS, selects } from '../catalog/tests.ts';
import type { JobFaults } from '../faults/fault-plan.ts';
import { phaseOf } from '../faults/fault.ts';
import { fill } from '../fill.ts';
import type { Run } from '../history/run.ts';
import { Random, shortHash } from '../random.ts';
import type { UnderTest, World } from '../world.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Place } from './place.ts';

/** One execution of a test. */
export interface Attempt {
  readonly outcome: Exclude<AttemptOutcome, 'skipped'>;
  readonly seconds: number;
  readonly failure: Failure | undefined;
  /** Id of the fault that made it fail; `null` for bad luck. */
  readonly fault: string | null;
}

/** A test in a build: its attempts, or why there are none. */
export interface Case {
  readonly test: SuiteTest;
  readonly attempts: readonly Attempt[];
  /** Of a skip that was decided by the test itself. */
  readonly skipReason: string | undefined;
}

/** What the tests of a build depend on. */
export interface Testing {
  readonly world: World;
  readonly run: Run;
  readonly place: Place;
  readonly under: UnderTest;
  readonly faults: JobFaults;
  readonly at: number;
}

/** With what is the same for all tests of a run, made once. */
interface Prepared extends Testing {
  readonly runHash: string;
}

const MOST_ATTEMPTS = 2;

/** Runs the suite: every test of it, in its order. */
export function casesOf(testing: Testing): readonly Case[] {
  const isSelected = selects(testing.run.job.selection);
  const candidates = threatsOf(testing);
  const prepared = { ...testing, runHash: shortHash(testing.run.key) };
  return TESTS.map((test) => {
    if (!isSelected(test)) return { test, attempts: [], skipReason: undefined };
    const threats = candidates.filter((threat) => threat.test === test);
    const skipReason = threats.length > 0 ? undefined : skipReasonOf(test, testing);
    const attempts = skipReason === undefined ? attemptsOf(test, threats, prepared) : [];
    return { test, attempts, skipReason };
  });
}

/** Did the test fail in the end? */
export function isFailed({ attempts }: Case): boolean {
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
  const [template] = failuresOf('test', run.job.cloud, (candidate) => candidate.broken_push);
  const pushes = (run.refs?.pulls ?? []).filter(({ breaks }) => breaks !== undefined);
  return [
    ...(neverPassed === undefined
      ? []
      : [{ ...neverPassed, fault: neverPassed.id, probability: 1 }]),
    ...regressions
      .filter((regression) => phaseOf(regression, under) === 'bad')
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
): readonly Attempt[] {
  const { world, run, runHash } = testing;
  const most = run.job.retries === 'none' ? 1 : MOST_ATTEMPTS;
  const attempts: Attempt[] = [];
  while (attempts.length < most && attempts.at(-1)?.outcome !== 'passed') {
    const random = new Random(world.settings.seed, 'test', runHash, test.hash, attempts.length);
    attempts.push(attempt(threats, { ...testing, random, isFirst: attempts.length === 0 }));
  }
  return attempts;
}

function attempt(
  threats: readonly Threat[],
  testing: Testing & { readonly random: Random; readonly isFirst: boolean },
): Attempt {
  const { random, isFirst } = testing;
  const seconds = Math.round(random.between(SUITE.seconds) * 1e6) / 1e6;
  const struck = threats.find(({ probability }) => random.chance(probability));
  const template = struck?.template ?? (isFirst ? badLuck(testing) : undefined);
  if (template === undefined)
    return { outcome: 'passed', seconds, failure: undefined, fault: null };
  return {
    outcome: template.element === 'error' ? 'errored' : 'failed',
    seconds,
    failure: failureOf(template, testing),
    fault: struck?.fault ?? null,
  };
}

function badLuck({
  random,
  run,
}: Testing & { readonly random: Random }): FailureTemplate | undefined {
  if (!random.chance(FAULTS.background_failure)) return undefined;
  return random.pick(failuresOf('test', run.job.cloud, (template) => template.noise));
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
