import type { AttemptOutcome } from '../../domain/outcome.ts';
import { failureFingerprint } from '../../domain/failure-fingerprint.ts';
import { testId } from '../../domain/test-case.ts';
import type { AttemptRecord } from './records.ts';
import { bounded, BoundedText } from '../syntax/text/bounded-text.ts';
import type { Warnings } from '../syntax/warnings.ts';
import { parseDuration } from './duration.ts';
import { FAILURE_TEXT_LIMIT, MAX_FAULTS, MESSAGE_LIMIT, NAME_LIMIT } from './limits.ts';
import { Properties } from './properties.ts';

/** Children of a test case that say how it, or an attempt of it, ended. */
export const FAULTS = {
  error: { outcome: 'errored', attempt: 'main' },
  failure: { outcome: 'failed', attempt: 'main' },
  skipped: { outcome: 'skipped', attempt: 'main' },
  flakyError: { outcome: 'errored', attempt: 'before' },
  flakyFailure: { outcome: 'failed', attempt: 'before' },
  rerunError: { outcome: 'errored', attempt: 'after' },
  rerunFailure: { outcome: 'failed', attempt: 'after' },
} as const satisfies Record<
  string,
  { outcome: AttemptOutcome; attempt: 'main' | 'before' | 'after' }
>;

export type FaultName = keyof typeof FAULTS;

/** What googletest and its like write as the status of a test that was switched off. */
const SWITCHED_OFF = new Set(['notrun', 'disabled']);

/**
 * What a skip says beyond being one. Ginkgo writes `skipped` of what the focus did not select, and `skipped - …` where
 * a test skipped itself: only the latter is a reason.
 */
const SAID_OF_SKIP = /^(?:skipped(?:\s+-\s+|\s*$))?(.*)$/is;

type Attributes = ReadonlyMap<string, string>;

/** One failure, error, skip or re-run of a test case. */
export class Fault {
  readonly name: FaultName;
  readonly type: string | null;
  readonly message: string | null;
  readonly text = new BoundedText(FAILURE_TEXT_LIMIT);
  readonly duration: string | undefined;

  constructor(name: FaultName, attributes: Attributes) {
    this.name = name;
    this.type = kept(attributes.get('type'));
    this.message = kept(attributes.get('message'));
    this.duration = attributes.get('time');
  }

  /** What the attributes say, else the text. */
  get reason(): string | null {
    if (this.message !== null && this.message.trim() !== '') return this.message;
    const text = bounded(this.text.toString().trim(), MESSAGE_LIMIT);
    return text === '' ? null : text;
  }
}

/** What is known of a test case when its element begins. */
export interface TestCaseStart {
  /** Position in the report, from 1. */
  readonly ordinal: number;
  readonly suite: string | null;
  readonly attributes: Attributes;
}

/** A `testcase` element as it is read; gives the attempts that it tells of. */
export class TestCase {
  readonly ordinal: number;
  readonly properties = new Properties();
  readonly #name: Pick<AttemptRecord, 'suite' | 'class_name' | 'test_name' | 'test_id'>;
  readonly #status: string | undefined;
  readonly #faults: Fault[] = [];
  /** Seconds; `null` where the report gives none that can be read. */
  readonly duration: number | null;

  constructor({ ordinal, suite, attributes }: TestCaseStart, warnings: Warnings) {
    this.ordinal = ordinal;
    const name = {
      suite,
      class_name: kept(attributes.get('classname'), NAME_LIMIT),
      test_name: bounded(attributes.get('name') ?? '', NAME_LIMIT),
    };
    if (name.test_name !== (attributes.get('name') ?? ''))
      warnings.add('a long name was shortened');
    this.#name = { ...name, test_id: testId(name) };
    this.#status = attributes.get('status');
    this.duration = seconds(attributes.get('time'), warnings);
  }

  add(fault: Fault, warnings: Warnings): void {
    // The first of each kind is kept in any case: it may decide the outcome.
    const isFirst = this.#faults.every(({ name }) => name !== fault.name);
    if (this.#faults.length >= MAX_FAULTS && !isFirst) {
      warnings.add(`only the first ${MAX_FAULTS} failures of a test case were kept`);
      return;
    }
    this.#faults.push(fault);
  }

  /** An error wins over a failure, that over a skip; re-runs do not count here. */
  get outcome(): AttemptOutcome {
    const decisive = this.#decisive();
    if (decisive !== undefined) return FAULTS[decisive.name].outcome;
    return this.#isSwitchedOff ? 'skipped' : 'passed';
  }

  /** The attempts in the order in which they happened: those before the one that counts, that one, those after it. */
  attempts(warnings: Warnings): readonly AttemptRecord[] {
    if (this.#faults.length === 0) return [this.#attempt(this.outcome, [], this.duration)];
    const rerun = (fault: Fault): AttemptRecord =>
      this.#attempt(FAULTS[fault.name].outcome, [fault], seconds(fault.duration, warnings));
    const at = (when: 'before' | 'after'): AttemptRecord[] =>
      this.#faults.filter(({ name }) => FAULTS[name].attempt === when).map(rerun);
    const main = this.#attempt(this.outcome, this.#decisiveFaults(), this.duration);
    return [...at('before'), main, ...at('after')];
  }

  get #isSwitchedOff(): boolean {
    return this.#status !== undefined && SWITCHED_OFF.has(this.#status);
  }

  #decisive(): Fault | undefined {
    return (['error', 'failure', 'skipped'] as const)
      .map((name) => this.#faults.find((fault) => fault.name === name))
      .find((fault) => fault !== undefined);
  }

  /** All failures of one attempt, the one that decides first. */
  #decisiveFaults(): readonly Fault[] {
    const decisive = this.#decisive();
    if (decisive === undefined) return [];
    if (decisive.name === 'skipped') return [decisive];
    const others = this.#faults.filter(
      (fault) => fault !== decisive && (fault.name === 'failure' || fault.name === 'error'),
    );
    return [decisive, ...others];
  }

  #attempt(
    outcome: AttemptOutcome,
    faults: readonly Fault[],
    duration: number | null,
  ): AttemptRecord {
    const [first] = faults;
    const isFailure = outcome === 'failed' || outcome === 'errored';
    const text = isFailure ? joined(faults) : undefined;
    const hasText = text?.isEmpty === false;
    const message = isFailure ? (first?.message ?? null) : null;
    const written = hasText ? text.toString() : null;
    return {
      kind: 'attempt',
      ...this.#name,
      case_ordinal: this.ordinal,
      outcome,
      duration_seconds: duration,
      failure_type: isFailure ? (first?.type ?? null) : null,
      failure_message: message,
      failure_text: written,
      failure_text_omitted: hasText ? text.omitted : null,
      failure_fingerprint: isFailure ? failureFingerprint(message, written) : null,
      skip_reason: outcome === 'skipped' ? this.#skipReason(first) : null,
      properties: this.properties.toJSON(),
    };
  }

  #skipReason(skipped: Fault | undefined): string | null {
    if (skipped === undefined) return `status ${this.#status ?? ''}`;
    const said = skipped.reason === null ? undefined : SAID_OF_SKIP.exec(skipped.reason)?.[1];
    return said === undefined || said === '' ? null : said;
  }
}

/** The texts of the failures of one attempt as one. */
function joined(faults: readonly Fault[]): BoundedText {
  const [only, ...others] = faults;
  if (only !== undefined && others.length === 0) return only.text;
  const text = new BoundedText(FAILURE_TEXT_LIMIT);
  faults.forEach((fault, i) => {
    if (i > 0) text.append(`\n\n${fault.message ?? fault.type ?? fault.name}\n`);
    text.append(fault.text.toString());
  });
  return text;
}

function kept(text: string | undefined, limit = MESSAGE_LIMIT): string | null {
  return text === undefined ? null : bounded(text, limit);
}

function seconds(written: string | undefined, warnings: Warnings): number | null {
  if (written === undefined) return null;
  const parsed = parseDuration(written);
  if (parsed === undefined) warnings.add('a time that is not a number of seconds');
  return parsed ?? null;
}
