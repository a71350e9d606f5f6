import type { RuleResult } from './evaluate.ts';
import type { FindingRule } from './finding-kind.ts';
import { f1Of, precisionOf, recallOf, sumScores, wilsonInterval, type Score } from './score.ts';

/** The score of a rule for a kind of finding, on one history or on all together. */
export interface Comparison {
  readonly kind: string;
  readonly rule: string;
  /** `null` for all histories together. */
  readonly seed: number | null;
  readonly score: Score;
}

/** Compares the rules; of a rule with several settings, the one with the best F1 on all histories together. */
export function compareRules(results: readonly RuleResult[]): readonly Comparison[] {
  const byKind = Map.groupBy(results, ({ kind }) => kind);
  return [...byKind].flatMap(([kind, ofKind]) => {
    const settings = kind.rules.map((rule) => resultsOf(ofKind, rule));
    const best = [...Map.groupBy(settings, ({ rule }) => rule.name).values()].map(bestOf);
    return scoredKinds(ofKind).flatMap((name) => best.flatMap((rule) => comparisonsOf(name, rule)));
  });
}

/** The results of a rule with one setting, on all histories. */
interface SettingResults {
  readonly rule: FindingRule;
  readonly results: readonly RuleResult[];
}

function resultsOf(results: readonly RuleResult[], rule: FindingRule): SettingResults {
  return { rule, results: results.filter((one) => one.rule === rule) };
}

function bestOf(settings: readonly SettingResults[]): SettingResults | undefined {
  const f1 = ({ results }: SettingResults): number => f1Of(sumScores(results.map(mainScore)));
  return settings.toSorted((a, b) => f1(b) - f1(a))[0];
}

function mainScore({ scores }: RuleResult): Score {
  return scores[0]?.score ?? sumScores([]);
}

/** Returns the names of a kind and of its details. */
function scoredKinds(results: readonly RuleResult[]): readonly string[] {
  return [...new Set(results.flatMap(({ scores }) => scores.map(({ kind }) => kind)))];
}

function comparisonsOf(kind: string, best: SettingResults | undefined): readonly Comparison[] {
  if (best === undefined) return [];
  const { name, setting } = best.rule;
  const rule = setting === null ? name : `${name} (${setting})`;
  const single = best.results.flatMap(({ seed, scores }) =>
    scores
      .filter((one) => one.kind === kind)
      .map(({ score }): Comparison => ({ kind, rule, seed, score })),
  );
  return [
    { kind, rule, seed: null, score: sumScores(single.map(({ score }) => score)) },
    ...single,
  ];
}

/** Returns a row of the report. */
export function reportRow({ kind, rule, seed, score }: Comparison) {
  const { expected, found, right } = score;
  return {
    kind,
    rule,
    seed: seed ?? 'all',
    expected,
    found,
    right,
    precision: rounded(precisionOf(score)),
    precision_interval: intervalOf(right, found),
    recall: rounded(recallOf(score)),
    recall_interval: intervalOf(right, expected),
    f1: rounded(f1Of(score)),
  };
}

/** Returns the 95 % interval of a share as a text; `null` for a share of nothing. */
function intervalOf(right: number, total: number): string | null {
  const interval = wilsonInterval(right, total);
  return interval === undefined
    ? null
    : `${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}`;
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
