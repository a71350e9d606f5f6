import { z } from 'zod';
import json from '../../../../infra/policy/compatibility.json' with { type: 'json' };
import type { SkippedTestTruth } from '../../simulation/truth/skips.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';

const OUR_DEBTS = "SELECT debt, rule, test_name FROM skip_debt WHERE debt != 'rule_unused'";

const rowsSchema = z.array(
  z.object({ debt: z.string(), rule: z.string().nullable(), test_name: z.string() }),
);

/** Skips that nobody allows any more, or nobody ever did, and tests that run nowhere. The unit is the test, and the rule. */
export const SKIP_DEBTS: FindingKind = {
  name: 'skip debt',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_DEBTS }],
  judge: ({ skipped_tests }, rows) => {
    const found = rowsSchema
      .parse(rows)
      .map(({ debt, rule, test_name }) => keyOf(test_name, debt, rule));
    const required = new Set(skipped_tests.flatMap(debtsOf));
    return [
      { kind: 'skip debt', score: scoreFindings({ required, isTolerated: () => false }, found) },
    ];
  },
};

function debtsOf({ test_name, has_run, reasons }: SkippedTestTruth): readonly string[] {
  const everywhere = has_run ? [] : [keyOf(test_name, 'skipped_everywhere', null)];
  return [
    ...everywhere,
    ...reasons.flatMap(({ reason, last_date }) => {
      const rule = ruleFor(reason);
      if (rule === undefined) return [keyOf(test_name, 'no_rule', null)];
      const isExpired = rule.expires !== null && last_date > rule.expires;
      return isExpired ? [keyOf(test_name, 'rule_expired', rule.name)] : [];
    }),
  ];
}

/** The rules of the policy go by what a reason begins with. */
function ruleFor(
  reason: string,
): { readonly name: string; readonly expires: string | null } | undefined {
  return Object.entries(json.skip_rules)
    .map(([name, { skip_reasons, expires }]) => ({ name, expires, skip_reasons }))
    .find(({ skip_reasons }) => reason.startsWith(skip_reasons.split('*')[0] ?? ''));
}

function keyOf(test: string, debt: string, rule: string | null): string {
  return `${debt}: ${rule ?? 'no rule'}: ${test}`;
}
