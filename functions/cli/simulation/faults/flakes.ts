import { failureTemplates, type FailureTemplate } from '../catalog/failures.ts';
import type { FlakyRule } from '../catalog/faults.ts';
import type { SuiteTest } from '../catalog/tests.ts';
import type { Random, Range } from '../random.ts';
import type { FaultPlanning } from './planning.ts';
import type { FaultScope } from './scope.ts';

/** A test that fails at random. */
export interface FlakyTest {
  readonly id: string;
  readonly test: SuiteTest;
  /** Probability that an attempt fails, at its greatest. */
  readonly probability: number;
  /** When the test is flaky, in milliseconds since the epoch; it is always if there is none. */
  readonly course: FlakeCourse | undefined;
  readonly scope: FaultScope;
  readonly template: FailureTemplate;
}

/** Time in which a test is flaky, or in which it becomes so bit by bit. */
export interface FlakeCourse {
  readonly kind: 'burst' | 'drift';
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
}

/** Length of a burst, as a share of the window. */
const BURST: Range = [0.12, 0.25];

/** Returns the probability at a time that an attempt fails. */
export function flakeProbability({ probability, course }: FlakyTest, at: number): number {
  if (course === undefined) return probability;
  const { kind, from, until } = course;
  if (kind === 'burst') return at >= from && at < until ? probability : 0;
  return (probability * Math.max(0, at - from)) / (until - from);
}

function planCourse(
  { input: { window } }: FaultPlanning,
  kind: FlakyRule['course'],
  random: Random,
): FlakeCourse | undefined {
  if (kind === undefined) return undefined;
  const { start, end } = window;
  if (kind === 'drift') return { kind, from: start, until: end };
  const length = random.between(BURST) * (end - start);
  const from = Math.round(start + random.next() * (end - start - length));
  return { kind, from, until: Math.round(from + length) };
}

/** Plans the flaky tests: the jobs that show them, their probability and their failure. */
export function planFlakes(planning: FaultPlanning): readonly FlakyTest[] {
  return planning.input.rules.flaky_tests.flatMap((rule) =>
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
    course: planCourse(planning, rule.course, random),
  };
}
