import { stripVTControlCharacters } from 'node:util';
import type { LiteralSearch } from '../../domain/symptoms/literal-search.ts';
import {
  symptomMatcher,
  type LineMatches,
  type SymptomMatch,
  type SymptomMatcher,
} from '../../domain/symptoms/matcher.ts';
import { SymptomTrail } from '../../domain/symptoms/trail.ts';
import { type MaskText, secretMask } from '../../domain/secrets/secret-mask.ts';
import type { Policies } from '../../policy/policies.ts';
import type { FindingRecord } from './records.ts';
import { bounded } from '../syntax/text/bounded-text.ts';
import type { Line } from './lines.ts';
import { timeOfLine } from './line-time.ts';

/** So many different values of one symptom or fact are kept: more tell nothing. */
const MAX_VALUES = 20;
/** So many lines of one event are kept. */
const MAX_EVENTS = 100;
/** Name of the fact that a phase began, whose value is the phase. */
const PHASE_FACT = 'phase';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Collects the findings of a log: a record for each symptom that counts, each value of a fact and each line of an event. */
export class Findings {
  readonly #matcher: SymptomMatcher;
  readonly #trail: SymptomTrail;
  readonly #buildDate: string | undefined;
  readonly #mask: MaskText;
  readonly #records = new Map<string, Mutable<FindingRecord>>();
  readonly #values = new Map<string, number>();

  /** @param buildDate UTC date of the build's start, in ISO format; it completes timestamps without a year */
  constructor(
    { symptoms, secrets }: Pick<Policies, 'symptoms' | 'secrets'>,
    buildDate: string | undefined,
  ) {
    this.#matcher = symptomMatcher(symptoms);
    this.#trail = new SymptomTrail(symptoms);
    this.#mask = secretMask(secrets).mask;
    this.#buildDate = buildDate;
  }

  /** Finds the literals without which a line need not be added; `undefined` if every line has to be. */
  get literals(): LiteralSearch | undefined {
    return this.#matcher.literals;
  }

  add({ text, number }: Line): void {
    // Masked before anything is taken from it: a value alone would not be recognised as a secret.
    const line = this.#mask(text.includes('\u001b') ? stripVTControlCharacters(text) : text);
    const { findings, markers } = this.#matcher.match(line);
    this.#followTo({ text: line, number }, markers);
    let hasSymptom = false;
    for (const match of findings) {
      if (match.kind !== 'symptom') this.#count(match, { text: line, number });
      else hasSymptom ||= this.#noteSymptom(match, { text: line, number }, markers);
    }
  }

  /** Findings in the order of their first occurrence. Of the symptoms of one line the first in the policy counts. */
  get records(): readonly FindingRecord[] {
    const { decisive, remaining } = this.#trail;
    return [...this.#records.values()]
      .filter(({ finding_kind, finding }) => finding_kind !== 'symptom' || remaining.has(finding))
      .map((record) =>
        record.finding_kind !== 'symptom'
          ? record
          : {
              ...record,
              phase: this.#trail.phaseOf(record.finding),
              is_decisive: record.finding === decisive,
            },
      );
  }

  /** Follows the markers of a line, and notes the phase that begins with it. */
  #followTo(line: Line, markers: LineMatches['markers']): void {
    const before = this.#trail.phase;
    this.#trail.follow(markers);
    const { phase } = this.#trail;
    if (phase === null || phase === before) return;
    this.#count({ kind: 'fact', finding: PHASE_FACT, value: phase }, line);
  }

  #noteSymptom(match: SymptomMatch, line: Line, markers: LineMatches['markers']): boolean {
    const isKnown = this.#trail.has(match.finding);
    if (!this.#trail.add(match.finding, line.number, markers)) return false;
    if (!isKnown) this.#forget(match);
    this.#count(match, line);
    return true;
  }

  /** Forgets an occurrence that no longer counts. */
  #forget(match: SymptomMatch): void {
    this.#records.delete(keyOf(match));
    this.#values.delete(match.finding);
  }

  #count(match: SymptomMatch, line: Line): void {
    const key = match.kind === 'event' ? `${match.finding} ${line.number}` : keyOf(match);
    const known = this.#records.get(key) ?? this.#addFinding(key, match, line);
    if (known === undefined) return;
    known.occurrences++;
    known.last_line_number = line.number;
    known.last_line = lineText(line);
    known.last_logged_at = timeOfLine(line.text, this.#buildDate) ?? known.last_logged_at;
  }

  #addFinding(key: string, match: SymptomMatch, line: Line): Mutable<FindingRecord> | undefined {
    const values = (this.#values.get(match.finding) ?? 0) + 1;
    if (values > (match.kind === 'event' ? MAX_EVENTS : MAX_VALUES)) return undefined;
    this.#values.set(match.finding, values);
    const at = timeOfLine(line.text, this.#buildDate);
    const record = {
      kind: 'finding' as const,
      finding_kind: match.kind,
      finding: match.finding,
      value: match.value,
      phase: null,
      is_decisive: null,
      occurrences: 0,
      line_number: line.number,
      line: lineText(line),
      logged_at: at,
      last_line_number: line.number,
      last_line: lineText(line),
      last_logged_at: at,
    };
    this.#records.set(key, record);
    return record;
  }
}

const LINE_LIMIT = { head: 400, tail: 80 };

function lineText({ text }: Line): string {
  return bounded(text.trimEnd(), LINE_LIMIT);
}

function keyOf({ finding, value }: SymptomMatch): string {
  return `${finding} ${value ?? ''}`;
}
