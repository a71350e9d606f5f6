import { RE2JS, RE2Set } from 're2js';
import { SYMPTOM_POLICY, type SymptomPolicy } from '../../policy/symptoms.ts';

/** What a line tells. */
export interface Match {
  /** Name of a symptom or of a fact, as the policy has it. */
  readonly finding: string;
  readonly kind: 'symptom' | 'fact';
  /** Of a fact what it is; `null` if it has no value. */
  readonly value: string | null;
}

interface Pattern {
  readonly finding: string;
  readonly kind: Match['kind'];
  readonly expression: RE2JS;
  /** Of a fact that is the same whatever the line says. */
  readonly value: string | undefined;
}

/**
 * Finds symptoms and facts in lines: all patterns at once, in time that grows with the length of the line and with
 * nothing else.
 */
export class Matcher {
  readonly #patterns: readonly Pattern[];
  readonly #set = new RE2Set();

  constructor(policy: SymptomPolicy) {
    this.#patterns = patternsOf(policy);
    for (const { expression } of this.#patterns) this.#set.add(expression.pattern());
    this.#set.compile();
  }

  /** What a line tells; of a fact with several patterns the first that matches. */
  match(line: string): readonly Match[] {
    const found = this.#set.match(line);
    if (found.length === 0) return [];
    const matches = new Map<string, Match>();
    for (const index of [...found].sort((a, b) => a - b)) {
      const pattern = this.#patterns[index];
      if (pattern === undefined || matches.has(pattern.finding)) continue;
      const { finding, kind } = pattern;
      matches.set(finding, { finding, kind, value: valueOf(pattern, line) });
    }
    return [...matches.values()];
  }
}

let ofPolicy: Matcher | undefined;

/** The matcher of the policy; made once, when the first log is read. */
export function policyMatcher(): Matcher {
  ofPolicy ??= new Matcher(SYMPTOM_POLICY);
  return ofPolicy;
}

function patternsOf({ symptoms, facts }: SymptomPolicy): readonly Pattern[] {
  const ofSymptoms = Object.entries(symptoms).map(([finding, { pattern }]) => ({
    finding,
    kind: 'symptom' as const,
    expression: RE2JS.compile(pattern),
    value: undefined,
  }));
  const ofFacts = Object.entries(facts).flatMap(([finding, patterns]) =>
    patterns.map(({ pattern, value }) => ({
      finding,
      kind: 'fact' as const,
      expression: RE2JS.compile(pattern),
      value,
    })),
  );
  return [...ofSymptoms, ...ofFacts];
}

function valueOf({ kind, expression, value }: Pattern, line: string): string | null {
  if (kind === 'symptom') return null;
  if (value !== undefined) return value;
  if (expression.groupCount() === 0) return null;
  const matcher = expression.matcher(line);
  return matcher.find() ? (matcher.group(1) ?? null) : null;
}
