import { z } from 'zod';
import type { SkippedTestTruth } from '../../simulation/truth/skips.ts';
import { keyedKind, ownRule, type FindingKind } from '../finding-kind.ts';
import type { Compatibility } from '../policies.ts';

type SkipRules = Compatibility['skip_rules'];

/**
 * Returns the kind for skips whose rule has expired or that have no rule, and for tests that run nowhere. The unit is
 * the test and the rule.
 */
export function skipDebts(rules: SkipRules): FindingKind {
  return keyedKind({
    name: 'skip debt',
    rules: [ownRule("SELECT debt, rule, test_name FROM skip_debt WHERE debt != 'rule_unused'")],
    row: z.object({ debt: z.string(), rule: z.string().nullable(), test_name: z.string() }),
    keysOf: ({ debt, rule, test_name }) => [keyOf(test_name, debt, rule)],
    expected: ({ skipped_tests }) => ({
      required: new Set(skipped_tests.flatMap((skipped) => debtsOf(skipped, rules))),
    }),
  });
}

function debtsOf(
  { test_name, has_run, reasons }: SkippedTestTruth,
  rules: SkipRules,
): readonly string[] {
  const everywhere = has_run ? [] : [keyOf(test_name, 'skipped_everywhere', null)];
  return [
    ...everywhere,
    ...reasons.flatMap(({ reason, last_date }) => {
      const rule = ruleFor(reason, rules);
      if (rule === undefined) return [keyOf(test_name, 'no_rule', null)];
      const isExpired = rule.expires !== null && last_date > rule.expires;
      return isExpired ? [keyOf(test_name, 'rule_expired', rule.name)] : [];
    }),
  ];
}

/** Returns the rule for a reason, which is matched by its beginning. */
function ruleFor(
  reason: string,
  rules: SkipRules,
): { readonly name: string; readonly expires: string | null } | undefined {
  return Object.entries(rules)
    .map(([name, { skip_reasons, expires }]) => ({ name, expires, skip_reasons }))
    .find(({ skip_reasons }) => reason.startsWith(skip_reasons.split('*')[0] ?? ''));
}

function keyOf(test: string, debt: string, rule: string | null): string {
  return `${debt}: ${rule ?? 'no rule'}: ${test}`;
}
