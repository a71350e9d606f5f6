import { RE2JS } from 're2js';
import { compiledOnce } from '../../policy/compiled-once.ts';
import type { MarkerMeaning, SymptomPolicy } from '../../policy/symptoms.ts';
import type { LiteralSearch } from './literal-search.ts';
import { literalSearchOf, PatternSearch } from './pattern-search.ts';

/** A symptom, a fact or an event that a line of a log contains. */
export interface SymptomMatch {
  /** Its name in the policy. */
  readonly finding: string;
  readonly kind: 'symptom' | 'fact' | 'event';
  /** Value of a fact or an event; `null` for symptoms, and for facts and events without one. */
  readonly value: string | null;
}

/** All that a line of a log says. */
export interface LineMatches {
  /** The symptoms, facts and events, each once, in the order of the policy. */
  readonly findings: readonly SymptomMatch[];
  readonly markers: ReadonlySet<MarkerMeaning>;
}

type CompiledPattern =
  | { readonly kind: 'marker'; readonly means: MarkerMeaning; readonly expression: RE2JS }
  | { readonly kind: 'symptom'; readonly finding: string; readonly expression: RE2JS }
  | {
      readonly kind: 'fact' | 'event';
      readonly finding: string;
      readonly expression: RE2JS;
      /** Value that the policy gives the fact; `undefined` if the line contains the value. */
      readonly value: string | undefined;
    };

const NO_MATCHES: LineMatches = { findings: [], markers: new Set() };

/** Finds symptoms, facts, events and markers in lines, in time linear in the length of the line. */
export class SymptomMatcher {
  /** Finds the literals without which a line says nothing; `undefined` if any line may say something. */
  readonly literals: LiteralSearch | undefined;
  readonly #patterns: readonly CompiledPattern[];
  readonly #search: PatternSearch;

  constructor(policy: SymptomPolicy) {
    this.#patterns = [
      ...symptomPatterns(policy),
      ...valuePatterns('fact', policy.facts),
      ...valuePatterns('event', policy.events),
      ...markersOf(policy),
    ];
    this.#search = new PatternSearch(expressionsOf(this.#patterns));
    this.literals = literalSearchOf(expressionsOf(this.#patterns.filter(isTelling)));
  }

  /** Returns what a line says; of several patterns of a finding the first that matches counts. */
  match(line: string): LineMatches {
    const found = this.#search.match(line);
    if (found.length === 0) return NO_MATCHES;
    const findings = new Map<string, SymptomMatch>();
    const markers = new Set<MarkerMeaning>();
    for (const index of found) {
      const pattern = this.#patterns[index];
      if (pattern === undefined) continue;
      if (pattern.kind === 'marker') {
        markers.add(pattern.means);
        continue;
      }
      const { finding, kind } = pattern;
      if (findings.has(finding)) continue;
      const value = pattern.kind === 'symptom' ? null : valueOf(pattern, line);
      findings.set(finding, { finding, kind, value });
    }
    return { findings: [...findings.values()], markers };
  }
}

/** Returns the matcher of a policy, which is compiled when the first log is read. */
export const symptomMatcher = compiledOnce((policy: SymptomPolicy) => new SymptomMatcher(policy));

/** Returns whether a line with the pattern alone says something: `ordinary` only qualifies what else the line says. */
function isTelling(pattern: CompiledPattern): boolean {
  return pattern.kind !== 'marker' || pattern.means !== 'ordinary';
}

function expressionsOf(patterns: readonly CompiledPattern[]): readonly RE2JS[] {
  return patterns.map(({ expression }) => expression);
}

function symptomPatterns({ symptoms }: SymptomPolicy): readonly CompiledPattern[] {
  return Object.entries(symptoms)
    .filter(([, { searched }]) => searched !== 'texts')
    .map(([finding, { pattern }]) => ({
      kind: 'symptom',
      finding,
      expression: RE2JS.compile(pattern),
    }));
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

function markersOf({ markers }: SymptomPolicy): readonly CompiledPattern[] {
  return markers.map(({ means, pattern }) => ({
    kind: 'marker',
    means,
    expression: RE2JS.compile(pattern),
  }));
}

function valueOf(
  { expression, value }: Extract<CompiledPattern, { value: string | undefined }>,
  line: string,
): string | null {
  if (value !== undefined) return value;
  if (expression.groupCount() === 0) return null;
  const matcher = expression.matcher(line);
  return matcher.find() ? (matcher.group(1) ?? null) : null;
}
