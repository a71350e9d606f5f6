import { RE2JS, RE2Set } from 're2js';
import { compiledOnce } from '../../policy/compiled-once.ts';
import type { SymptomPolicy } from '../../policy/symptoms.ts';

/** A symptom, a fact or an event that a line of a log contains. */
export interface SymptomMatch {
  /** Its name in the policy. */
  readonly finding: string;
  readonly kind: 'symptom' | 'fact' | 'event';
  /** Value of a fact or an event; `null` for symptoms, and for facts and events without one. */
  readonly value: string | null;
}

interface CompiledPattern {
  readonly finding: string;
  readonly kind: SymptomMatch['kind'];
  readonly expression: RE2JS;
  /** Value that the policy gives the fact; `undefined` if the line contains the value. */
  readonly value: string | undefined;
}

/** Finds symptoms, facts and events in lines: all patterns at once, in time linear in the length of the line. */
export class SymptomMatcher {
  readonly #patterns: readonly CompiledPattern[];
  readonly #set = new RE2Set();

  constructor(policy: SymptomPolicy) {
    this.#patterns = patternsOf(policy);
    for (const { expression } of this.#patterns) this.#set.add(expression.pattern());
    this.#set.compile();
  }

  /** Returns the findings in a line, each once; of several patterns of a finding the first that matches counts. */
  match(line: string): readonly SymptomMatch[] {
    const found = this.#set.match(line);
    if (found.length === 0) return [];
    const matches = new Map<string, SymptomMatch>();
    for (const index of [...found].sort((a, b) => a - b)) {
      const pattern = this.#patterns[index];
      if (pattern === undefined || matches.has(pattern.finding)) continue;
      const { finding, kind } = pattern;
      matches.set(finding, { finding, kind, value: valueOf(pattern, line) });
    }
    return [...matches.values()];
  }
}

/** Returns the matcher of a policy, which is compiled when the first log is read. */
export const symptomMatcher = compiledOnce((policy: SymptomPolicy) => new SymptomMatcher(policy));

function patternsOf({ symptoms, facts, events }: SymptomPolicy): readonly CompiledPattern[] {
  const ofSymptoms = Object.entries(symptoms).map(([finding, { pattern }]) => ({
    finding,
    kind: 'symptom' as const,
    expression: RE2JS.compile(pattern),
    value: undefined,
  }));
  return [...ofSymptoms, ...valuePatterns('fact', facts), ...valuePatterns('event', events)];
}

function valuePatterns(
  kind: 'fact' | 'event',
  found: SymptomPolicy['facts'],
): readonly CompiledPattern[] {
  return Object.entries(found).flatMap(([finding, patterns]) =>
    patterns.map(({ pattern, value }) => ({
      finding,
      kind,
      expression: RE2JS.compile(pattern),
      value,
    })),
  );
}

function valueOf({ kind, expression, value }: CompiledPattern, line: string): string | null {
  if (kind === 'symptom') return null;
  if (value !== undefined) return value;
  if (expression.groupCount() === 0) return null;
  const matcher = expression.matcher(line);
  return matcher.find() ? (matcher.group(1) ?? null) : null;
}
