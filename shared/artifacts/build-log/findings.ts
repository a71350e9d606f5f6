import { stripVTControlCharacters } from 'node:util';
import type { SymptomMatch, SymptomMatcher } from '../../domain/symptoms/matcher.ts';
import type { FindingRecord } from './records.ts';
import { bounded } from '../syntax/text/bounded-text.ts';
import type { Line } from './lines.ts';
import { timeOfLine } from './line-time.ts';

/** So many different values of one symptom or fact are kept: more tell nothing. */
const MAX_VALUES = 20;
/** So many lines of one event are kept. */
const MAX_EVENTS = 100;
const LINE_LIMIT = { head: 400, tail: 80 };

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Collects what the lines of a log tell: one record for each symptom, for each value of a fact and for each event. */
export class Findings {
  readonly #matcher: SymptomMatcher;
  readonly #buildDate: string | undefined;
  readonly #records = new Map<string, Mutable<FindingRecord>>();
  readonly #values = new Map<string, number>();

  /** @param buildDate UTC date of the build's start, in ISO format; it completes timestamps without a year */
  constructor(matcher: SymptomMatcher, buildDate: string | undefined) {
    this.#matcher = matcher;
    this.#buildDate = buildDate;
  }

  add({ text, number }: Line): void {
    const line = text.includes('\u001b') ? stripVTControlCharacters(text) : text;
    for (const match of this.#matcher.match(line)) this.#count(match, { text: line, number });
  }

  /** Findings in the order of their first occurrence. */
  get records(): readonly FindingRecord[] {
    return [...this.#records.values()];
  }

  #count(match: SymptomMatch, line: Line): void {
    const distinct = match.kind === 'event' ? String(line.number) : (match.value ?? '');
    const key = `${match.finding} ${distinct}`;
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

function lineText({ text }: Line): string {
  return bounded(text.trimEnd(), LINE_LIMIT);
}
