import type { AttemptOutcome } from '../../domain/outcome.ts';
import { failureFingerprint } from '../../domain/failure-fingerprint.ts';
import { testId } from '../../domain/test-case.ts';
import type { AttemptRecord } from './records.ts';
import { bounded, BoundedText } from '../syntax/text/bounded-text.ts';
import type { Warnings } from '../syntax/warnings.ts';
import { parseDuration } from './duration.ts';
import { FAILURE_TEXT_LIMIT, MAX_FAULTS, MESSAGE_LIMIT, NAME_LIMIT } from './limits.ts';
import { Properties } from './properties.ts';

/** Child elements of a test case that determine the outcome of the test case, or of one of its attempts. */
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

/** Values that googletest and similar tools write as the status of a disabled test. */
const DISABLED = new Set(['notrun', 'disabled']);

/**
 * Reason in the message of a skip. Ginkgo writes `skipped` for a test that the focus did not select, and `skipped - …`
 * for a test that skipped itself: only the latter contains a reason.
 */
const SKIP_REASON = /^(?:skipped(?:\s+-\s+|\s*$))?(.*)$/is;

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
    this.type = boundedOrNull(attributes.get('type'));
    this.message = boundedOrNull(attributes.get('message'));
    this.duration = attributes.get('time');
  }

  /** Message in the attributes, otherwise the text; `null` if both are empty. */
  get reason(): string | null {
    if (this.message !== null && this.message.trim() !== '') return this.message;
    const text = bounded(this.text.toString().trim(), MESSAGE_LIMIT);
    return text === '' ? null : text;
  }
}

/** Facts about a test case that are known at the start of its element. */
export interface TestCaseStart {
  /** Position in the report, starting at 1. */
  readonly ordinal: number;
  readonly suite: string | null;
  readonly attributes: Attributes;
}

/** Collects the content of a `testcase` element and derives its attempts. */
export class TestCase {
  readonly ordinal: number;
  readonly properties = new Properties();
  readonly #name: Pick<AttemptRecord, 'suite' | 'class_name' | 'test_name' | 'test_id'>;
  readonly #status: string | undefined;
  readonly #faults: Fault[] = [];
  /** Duration in seconds; `null` if the report contains none, or one that cannot be parsed. */
  readonly duration: number | null;

  constructor({ ordinal, suite, attributes }: TestCaseStart, warnings: Warnings) {
    this.ordinal = ordinal;
    const name = {
      suite,
      class_name: boundedOrNull(attributes.get('classname'), NAME_LIMIT),
      test_name: bounded(attributes.get('name') ?? '', NAME_LIMIT),
    };
    if (name.test_name !== (attributes.get('name') ?? ''))
      warnings.add('a long name was shortened');
    this.#name = { ...name, test_id: testId(name) };
    this.#status = attributes.get('status');
    this.duration = seconds(attributes.get('time'), warnings);
  }

  add(fault: Fault, warnings: Warnings): void {
    // The first fault of each kind is always kept, since it may decide the outcome.
    const isFirst = this.#faults.every(({ name }) => name !== fault.name);
    if (this.#faults.length >= MAX_FAULTS && !isFirst) {
      warnings.add(`only the first ${MAX_FAULTS} failures of a test case were kept`);
      return;
    }
    this.#faults.push(fault);
  }

  /** Outcome: an error takes precedence over a failure, and a failure over a skip; re-runs do not count. */
  get outcome(): AttemptOutcome {
    const decisive = this.#decisive();
    if (decisive !== undefined) return FAULTS[decisive.name].outcome;
    return this.#isDisabled ? 'skipped' : 'passed';
  }

  /** Returns the attempts in chronological order: those before the decisive one, the decisive one, those after it. */
  attempts(warnings: Warnings): readonly AttemptRecord[] {
    if (this.#faults.length === 0) return [this.#attempt(this.outcome, [], this.duration)];
    const rerun = (fault: Fault): AttemptRecord =>
      this.#attempt(FAULTS[fault.name].outcome, [fault], seconds(fault.duration, warnings));
    const at = (when: 'before' | 'after'): AttemptRecord[] =>
      this.#faults.filter(({ name }) => FAULTS[name].attempt === when).map(rerun);
    const main = this.#attempt(this.outcome, this.#decisiveFaults(), this.duration);
    return [...at('before'), main, ...at('after')];
  }

  get #isDisabled(): boolean {
    return this.#status !== undefined && DISABLED.has(this.#status);
  }

  #decisive(): Fault | undefined {
    return (['error', 'failure', 'skipped'] as const)
      .map((name) => this.#faults.find((fault) => fault.name === name))
      .find((fault) => fault !== undefined);
  }

  /** Returns all failures of the decisive attempt; the first one decides its outcome. */
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
    const text = isFailure ? joinedText(faults) : undefined;
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
    const reason = skipped.reason === null ? undefined : SKIP_REASON.exec(skipped.reason)?.[1];
    return reason === undefined || reason === '' ? null : reason;
  }
}

/** Joins the texts of the failures of one attempt. */
function joinedText(faults: readonly Fault[]): BoundedText {
  const [only, ...others] = faults;
  if (only !== undefined && others.length === 0) return only.text;
  const text = new BoundedText(FAILURE_TEXT_LIMIT);
  faults.forEach((fault, i) => {
    if (i > 0) text.append(`\n\n${fault.message ?? fault.type ?? fault.name}\n`);
    text.append(fault.text.toString());
  });
  return text;
}

function boundedOrNull(text: string | undefined, limit = MESSAGE_LIMIT): string | null {
  return text === undefined ? null : bounded(text, limit);
}

function seconds(written: string | undefined, warnings: Warnings): number | null {
  if (written === undefined) return null;
  const parsed = parseDuration(written);
  if (parsed === undefined) warnings.add('a time that is not a number of seconds');
  return parsed ?? null;
}
