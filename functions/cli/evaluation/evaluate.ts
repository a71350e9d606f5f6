import type { Truth } from '../simulation/truth/truth.ts';
import type { FindingKind, FindingRule, KindScore } from './finding-kind.ts';
import { CREATE_RAN_RESULTS } from './ran-results.ts';

/** The scores of one rule on one history. */
export interface RuleResult {
  readonly seed: number;
  readonly kind: FindingKind;
  readonly rule: FindingRule;
  readonly scores: readonly KindScore[];
}

/**
 * Runs all rules of all kinds and compares their findings with the truth.
 *
 * @param query runs one statement of GoogleSQL on the warehouse with the simulated history
 */
export async function evaluate(
  kinds: readonly FindingKind[],
  truth: Truth,
  query: (sql: string) => Promise<readonly unknown[]>,
): Promise<readonly RuleResult[]> {
  await query(CREATE_RAN_RESULTS);
  const results: RuleResult[] = [];
  for (const kind of kinds) {
    for (const rule of kind.rules) {
      const scores = kind.judge(truth, await query(rule.sql));
      results.push({ seed: truth.seed, kind, rule, scores });
    }
  }
  return results;
}
