import { failureTemplates, type FailureTemplate } from '../catalog/failures.ts';
import type { RegressionRule } from '../catalog/faults.ts';
import type { SuiteTest } from '../catalog/tests.ts';
import type { Commit } from '../history/commits.ts';
import type { CommitsUnderTest } from '../history/run.ts';
import type { Job } from '../jobs/job.ts';
import type { Random, Range } from '../random.ts';
import type { FaultPlanning } from './planning.ts';
import type { FaultLevel, FaultScope } from './scope.ts';

/** A fault that a commit introduces and that a later commit may fix. */
export interface Regression {
  readonly id: string;
  readonly level: FaultLevel;
  /** `kops`: the commit is in the version under test; `test_code`: in the checkout. */
  readonly cause: 'kops' | 'test_code';
  /** Set for level `test` only. */
  readonly test: SuiteTest | undefined;
  readonly branch: string;
  /** `undefined` if the fault is older than the window. */
  readonly firstBad: Commit | undefined;
  /** `undefined` if the fault is never fixed. */
  readonly firstGood: Commit | undefined;
  readonly failureRate: number;
  readonly scope: FaultScope;
  readonly template: FailureTemplate;
}

/** The position of a build relative to a regression. */
export type RegressionPhase = 'before' | 'bad' | 'after';

/** Returns whether the commits under test come before, within or after a regression. */
export function regressionPhase(
  { cause, branch, firstBad, firstGood }: Regression,
  underTest: CommitsUnderTest,
): RegressionPhase {
  const commit = cause === 'kops' ? underTest.kops : underTest.checkout;
  if (commit.branch !== branch) return 'before';
  if (firstBad !== undefined && commit.ordinal < firstBad.ordinal) return 'before';
  return firstGood !== undefined && commit.ordinal >= firstGood.ordinal ? 'after' : 'bad';
}

/** Plans the regressions: the commits that break and fix something, and the jobs that show it. */
export function planRegressions(planning: FaultPlanning): readonly Regression[] {
  return planning.input.rules.regressions.flatMap((rule) =>
    Array.from({ length: rule.count }, (_, i) => planRegression(planning, rule, i)).flat(),
  );
}

function planRegression(
  planning: FaultPlanning,
  rule: RegressionRule,
  i: number,
): readonly Regression[] {
  const of = ['regression', rule.id, i] as const;
  const random = planning.random(...of);
  const scope = planning.scopeForRule(rule, of);
  const [anyJob] = scope?.jobs ?? [];
  if (scope === undefined || anyJob === undefined) return [];
  const tests = planTests(planning, rule, { jobs: scope.jobs, of });
  const changes = Array.from({ length: rule.times ?? 1 }, (_, time) =>
    planCommits(planning, rule, { branch: anyJob.branch, random, time }),
  ).filter((commits) => commits !== undefined);
  const templates = failureTemplates(rule.level, anyJob.cloud, (template) => template.regression);
  if (changes.length === 0 || templates.length === 0 || tests.length === 0) return [];
  if (rule.level === 'test') planning.take(scope.jobs);
  else planning.takeAll(scope.jobs);
  const common = {
    level: rule.level,
    cause: rule.cause,
    branch: anyJob.branch,
    failureRate: rule.failure_rate,
    scope,
    template: random.pick(templates),
  };
  const id = `regression-${rule.id}-${i + 1}`;
  return changes.flatMap((commits, time) =>
    tests.map((test, number) => {
      const parts = [...(time > 0 ? [`again-${time}`] : []), ...(number > 0 ? [number + 1] : [])];
      return { ...common, ...commits, id: [id, ...parts].join('-'), test };
    }),
  );
}

/** Returns the tests that a commit breaks; only `undefined` for a fault that is not one of tests, nothing if none is left. */
function planTests(
  planning: FaultPlanning,
  { level, tests = 1 }: RegressionRule,
  { jobs, of }: { jobs: ReadonlySet<Job>; of: readonly (string | number)[] },
): readonly (SuiteTest | undefined)[] {
  if (level !== 'test') return [undefined];
  return Array.from({ length: tests }, (_, number) =>
    planning.takeTest(jobs, number === 0 ? of : [...of, number]),
  ).filter((test) => test !== undefined);
}

/** Returns the first bad and the first good commit; `undefined` if the branch has no commits at such times. */
function planCommits(
  planning: FaultPlanning,
  { first_bad, recovers_after }: RegressionRule,
  { branch, random, time }: { branch: string; random: Random; time: number },
): Pick<Regression, 'firstBad' | 'firstGood'> | undefined {
  const { window, commits } = planning.input;
  const commitAfter = (share: number): Commit | undefined => {
    const at = window.start + share * (window.end - window.start);
    return commits.of(branch).find(({ committedAt }) => committedAt >= at);
  };
  const firstShare = shareIn(first_bad, random);
  // A test that is broken again has been good as long as it was bad.
  const period = 2 * (recovers_after?.[1] ?? 0);
  const badShare = firstShare === undefined ? undefined : firstShare + time * period;
  const firstBad = badShare === undefined ? undefined : commitAfter(badShare);
  const goodAfter = shareIn(recovers_after, random);
  const firstGood = goodAfter === undefined ? undefined : commitAfter((badShare ?? 0) + goodAfter);
  const isPlanned =
    (badShare === undefined || firstBad !== undefined) &&
    (goodAfter === undefined || (firstGood !== undefined && firstGood !== firstBad));
  return isPlanned ? { firstBad, firstGood } : undefined;
}

function shareIn(range: Range | null, random: Random): number | undefined {
  return range === null ? undefined : random.between(range);
}
