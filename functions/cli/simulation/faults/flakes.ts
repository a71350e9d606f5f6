import { FAULTS, type FlakyRule } from '../catalog/faults.ts';
import { failuresOf } from '../catalog/failures.ts';
import type { Flake } from './fault.ts';
import type { Planning } from './planning.ts';

/** Picks the flaky tests: where, how often, and what they fail with. */
export function planFlakes(planning: Planning): readonly Flake[] {
  return FAULTS.flaky_tests.flatMap((rule) =>
    Array.from({ length: rule.count }, (_, i) => planFlake(planning, rule, i)).filter(
      (flake) => flake !== undefined,
    ),
  );
}

function planFlake(planning: Planning, rule: FlakyRule, i: number): Flake | undefined {
  const random = planning.random('flaky', rule.id, i);
  const scope = planning.scopeOf(rule, ['flaky', rule.id, i]);
  if (scope === undefined) return undefined;
  const test = planning.takeTest(scope.jobs, ['flaky', rule.id, i]);
  if (test === undefined) return undefined;
  const [anyJob] = scope.jobs;
  const templates = failuresOf('test', anyJob?.cloud ?? '', (template) => template.flaky);
  return {
    id: `flaky-${rule.id}-${i + 1}`,
    test,
    probability: Math.round(random.between(rule.probability) * 1000) / 1000,
    scope,
    template: random.pick(templates),
  };
}
