import { FAULT_RULES, type RegressionRule } from '../catalog/faults.ts';
import { failureTemplates } from '../catalog/failures.ts';
import type { Commit } from '../history/commits.ts';
import type { Random, Range } from '../random.ts';
import type { Regression } from './fault.ts';
import type { FaultPlanning } from './planning.ts';

/** Picks what breaks and what is mended: by which commit, and where it shows. */
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

/** @returns `undefined` when the branch has no commits at such times */
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
