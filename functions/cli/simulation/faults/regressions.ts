import { failureTemplates, type FailureTemplate } from '../catalog/failures.ts';
import { FAULT_RULES, type RegressionRule } from '../catalog/faults.ts';
import type { SuiteTest } from '../catalog/tests.ts';
import type { Commit } from '../history/commits.ts';
import type { CommitsUnderTest } from '../history/run.ts';
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
  return FAULT_RULES.regressions.flatMap((rule) =>
    Array.from({ length: rule.count }, (_, i) => planRegression(planning, rule, i)).filter(
      (regression) => regression !== undefined,
    ),
  );
}

function planRegression(
  planning: FaultPlanning,
  rule: RegressionRule,
  i: number,
): Regression | undefined {
  const of = ['regression', rule.id, i] as const;
  const random = planning.random(...of);
  const scope = planning.scopeForRule(rule, of);
  const [anyJob] = scope?.jobs ?? [];
  if (scope === undefined || anyJob === undefined) return undefined;
  const isTest = rule.level === 'test';
  const test = isTest ? planning.takeTest(scope.jobs, of) : undefined;
  const commits = planCommits(planning, rule, { branch: anyJob.branch, random });
  const templates = failureTemplates(rule.level, anyJob.cloud, (template) => template.regression);
  if (commits === undefined || templates.length === 0 || (isTest && test === undefined)) {
    return undefined;
  }
  planning.take(scope.jobs);
  return {
    id: `regression-${rule.id}-${i + 1}`,
    level: rule.level,
    cause: rule.cause,
    test,
    branch: anyJob.branch,
    ...commits,
    failureRate: rule.failure_rate,
    scope,
    template: random.pick(templates),
  };
}

/** Returns the first bad and the first good commit; `undefined` if the branch has no commits at such times. */
function planCommits(
  planning: FaultPlanning,
  { first_bad, recovers_after }: RegressionRule,
  { branch, random }: { branch: string; random: Random },
): Pick<Regression, 'firstBad' | 'firstGood'> | undefined {
  const { window, commits } = planning.input;
  const commitAfter = (share: number): Commit | undefined => {
    const at = window.start + share * (window.end - window.start);
    return commits.of(branch).find(({ committedAt }) => committedAt >= at);
  };
  const badShare = shareIn(first_bad, random);
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
