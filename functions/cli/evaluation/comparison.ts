import { KINDS, type RuleResult } from './evaluate.ts';
import type { FindingKind, FindingRule } from './finding-kind.ts';
import { f1Of, precisionOf, recallOf, sumScores, type Score } from './score.ts';

/** How a rule did at a kind of finding: on one history, or on all of them together. */
export interface Comparison {
  readonly kind: string;
  readonly rule: string;
  /** `null`: all of them. */
  readonly seed: number | null;
  readonly score: Score;
}

/** Compares the rules; of a rule with several settings the one that does best on all histories together. */
export function compareRules(judged: readonly RuleResult[]): readonly Comparison[] {
  return KINDS.flatMap((of) => {
    const ofKind = judged.filter((one) => one.of === of);
    const names = [...new Set(of.rules.map(({ name }) => name))];
    const bySetting = names.map((name) =>
      bestOf(of.rules.filter((rule) => rule.name === name).map((rule) => resultsOf(ofKind, rule))),
    );
    return kindsIn(ofKind).flatMap((kind) =>
      bySetting.flatMap((results) => comparisonsOf(kind, results)),
    );
  });
}

/** A rule's results on all histories. */
interface Results {
  readonly rule: FindingRule;
  readonly judged: readonly RuleResult[];
}

function resultsOf(judged: readonly RuleResult[], rule: FindingRule): Results {
  return { rule, judged: judged.filter((one) => one.rule === rule) };
}

function bestOf(settings: readonly Results[]): Results | undefined {
  const f1 = (results: Results): number => f1Of(sumScores(results.judged.map(mainScore)));
  return settings.toSorted((a, b) => f1(b) - f1(a))[0];
}

function mainScore({ verdicts }: RuleResult): Score {
  return verdicts[0]?.score ?? sumScores([]);
}

function kindsIn(judged: readonly RuleResult[]): readonly FindingKind['name'][] {
  return [...new Set(judged.flatMap(({ verdicts }) => verdicts.map(({ kind }) => kind)))];
}

function comparisonsOf(kind: string, results: Results | undefined): readonly Comparison[] {
  if (results === undefined) return [];
  const { name, setting } = results.rule;
  const rule = setting === null ? name : `${name} (${setting})`;
  const single = results.judged.flatMap(({ seed, verdicts }) =>
    verdicts
      .filter((verdict) => verdict.kind === kind)
      .map(({ score }): Comparison => ({ kind, rule, seed, score })),
  );
  return [
    { kind, rule, seed: null, score: sumScores(single.map(({ score }) => score)) },
    ...single,
  ];
}

/** A row of the report. */
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
    recall: rounded(recallOf(score)),
    f1: rounded(f1Of(score)),
  };
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
