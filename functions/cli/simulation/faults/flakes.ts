import { failureTemplates, type FailureTemplate } from '../catalog/failures.ts';
import { FAULT_RULES, type FlakyRule } from '../catalog/faults.ts';
import type { SuiteTest } from '../catalog/tests.ts';
import type { FaultPlanning } from './planning.ts';
import type { FaultScope } from './scope.ts';

/** A test that fails at random. */
export interface FlakyTest {
  readonly id: string;
  readonly test: SuiteTest;
  /** Probability that an attempt fails. */
  readonly probability: number;
  readonly scope: FaultScope;
  readonly template: FailureTemplate;
}

/** Plans the flaky tests: the jobs that show them, their probability and their failure. */
export function planFlakes(planning: FaultPlanning): readonly FlakyTest[] {
  return FAULT_RULES.flaky_tests.flatMap((rule) =>
    Array.from({ length: rule.count }, (_, i) => planFlake(planning, rule, i)).filter(
      (flake) => flake !== undefined,
    ),
  );
}

function planFlake(planning: FaultPlanning, rule: FlakyRule, i: number): FlakyTest | undefined {
  const random = planning.random('flaky', rule.id, i);
  const scope = planning.scopeForRule(rule, ['flaky', rule.id, i]);
  if (scope === undefined) return undefined;
  const test = planning.takeTest(scope.jobs, ['flaky', rule.id, i]);
  if (test === undefined) return undefined;
  const [anyJob] = scope.jobs;
  const templates = failureTemplates('test', anyJob?.cloud ?? '', (template) => template.flaky);
  return {
    id: `flaky-${rule.id}-${i + 1}`,
    test,
    probability: Math.round(random.between(rule.probability) * 1000) / 1000,
    scope,
    template: random.pick(templates),
  };
}
