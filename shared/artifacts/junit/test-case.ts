import type { XmlAttributes } from '../syntax/xml/attributes.ts';
import type { AttemptOutcome } from '../../domain/outcome.ts';
import { failureFingerprint } from '../../domain/failure-fingerprint.ts';
import { caseKind } from '../../domain/case-kind.ts';
import { testId } from '../../domain/test-case.ts';
import type { AttemptRecord } from './records.ts';
import { BoundedText } from '../syntax/text/bounded-text.ts';
import type { Warnings } from '../syntax/warnings.ts';
import type { Duration, Durations } from './duration.ts';
import { FAILURE_TEXT_LIMIT, MAX_FAULTS, MESSAGE_LIMIT, NAME_LIMIT } from './limits.ts';
import {
  type AttributeOutcome,
  outcomeOfAttributes,
  outcomeOfValue,
} from './outcome-attributes.ts';
import { Properties } from './properties.ts';
import type { OpenSuite } from './suites.ts';
import { variantAttributes, type VariantParts, variantProperty, variantText } from './variant.ts';

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

/**
 * Reason in the message of a skip. Ginkgo writes `skipped` for a test that the focus did not select, and `skipped - …`
 * for a test that skipped itself: only the latter contains a reason.
 */
const SKIP_REASON = /^(?:skipped(?:\s+-\s+|\s*$))?(.*)$/is;

/** One failure, error, skip or re-run of a test case. */
export class Fault {
  readonly name: FaultName;
  readonly type: string | null;
  readonly message: string | null;
  readonly text = new BoundedText(FAILURE_TEXT_LIMIT);
  readonly duration: Duration;

  constructor(name: FaultName, attributes: XmlAttributes, durations: Durations) {
    this.name = name;
    this.type = attributes.get('type') ?? null;
    this.message = attributes.get('message') ?? null;
    this.duration = durations.read(attributes.get('time'));
  }

  /** Message in the attributes, otherwise the text; `null` if both are empty. */
  get reason(): string | null {
    if (this.message !== null && this.message.trim() !== '') return this.message;
    const bounded = new BoundedText(MESSAGE_LIMIT);
    bounded.appendBounded(this.text);
    const text = bounded.toString().trim();
    return text === '' ? null : text;
  }
}

/** Facts about a test case that are known at the start of its element. */
export interface TestCaseStart {
  /** Position in the report, starting at 1. */
  readonly ordinal: number;
  readonly suite: OpenSuite;
  readonly attributes: XmlAttributes;
  /** `suite` for the errors, failures and skips of a suite outside of its test cases. */
  readonly kind?: 'suite';
}

/** Returns the seconds of a duration; `null` if there is none. */
type Seconds = (duration: Duration) => number | null;

/** Collects the content of a `testcase` element and derives its attempts. */
export class TestCase {
  readonly ordinal: number;
  readonly properties = new Properties();
  readonly #name: Pick<
    AttemptRecord,
    'suite' | 'class_name' | 'test_name' | 'test_id' | 'case_kind'
  >;
  readonly #suiteOccurrence: number;
  readonly #attributeOutcome: AttributeOutcome | undefined;
  #variant: VariantParts;
  readonly #faults: Fault[] = [];
  /** Failure, error or skip that decides the outcome. */
  #decisive: Fault | undefined;
  readonly isOfSuite: boolean;
  /** Duration; `null` if the report contains none, or one that is not valid. */
  readonly duration: Duration;

  constructor({ ordinal, suite, attributes, kind }: TestCaseStart, durations: Durations) {
    this.ordinal = ordinal;
    this.isOfSuite = kind === 'suite';
    const name = {
      suite: suite.path,
      class_name: attributes.get('classname') ?? null,
      test_name: attributes.get('name') ?? '',
    };
    this.#name = { ...name, test_id: testId(name), case_kind: kind ?? caseKind(name) };
    this.#suiteOccurrence = suite.occurrence;
    this.#variant = { ...suite.variant, ...variantAttributes(attributes) };
    this.#attributeOutcome = outcomeOfAttributes(attributes);
    this.duration = durations.read(attributes.get('time'));
  }

  /** Whether the name was longer than names may be. */
  get hasShortenedName(): boolean {
    return this.#name.test_name.length > NAME_LIMIT.head + NAME_LIMIT.tail;
  }

  get hasAmbiguousDuration(): boolean {
    return isAmbiguous(this.duration) || this.#faults.some(({ duration }) => isAmbiguous(duration));
  }

  /** Whether a child element states the outcome: otherwise only an attribute does, or nothing. */
  get isStatedByElement(): boolean {
    return this.#decisive !== undefined;
  }

  /** Whether it has failures, errors, skips or re-runs as child elements. */
  get hasFaults(): boolean {
    return this.#faults.length > 0;
  }

  /** Returns whether the test case has a child element of a name. */
  has(name: FaultName): boolean {
    return this.#faults.some((fault) => fault.name === name);
  }

  /** Adds a property to what tells executions of the test case apart, if it is a parameter. */
  addParameter(name: string, value: string): void {
    this.#variant = { ...this.#variant, ...variantProperty(name, value) };
  }

  add(fault: Fault, warnings: Warnings): void {
    // The first fault of each kind is always kept, since it may decide the outcome.
    const isFirst = this.#faults.every(({ name }) => name !== fault.name);
    if (this.#faults.length >= MAX_FAULTS && !isFirst) {
      warnings.add(`only the first ${MAX_FAULTS} failures of a test case were kept`);
      return;
    }
    this.#faults.push(fault);
    if (rankOf(fault) > rankOf(this.#decisive)) this.#decisive = fault;
  }

  /**
   * Outcome: an error takes precedence over a failure, and a failure over a skip; re-runs do not count. Attributes state
   * it where no child element does. Ginkgo writes failures and errors for tests that were interrupted as well.
   */
  get outcome(): AttemptOutcome {
    const decisive = this.#decisive;
    const stated = this.#attributeOutcome?.outcome;
    if (decisive === undefined) return stated ?? 'passed';
    if (decisive.name === 'skipped') return 'skipped';
    const ending = stated ?? outcomeOfValue(decisive.type ?? undefined);
    return ending === 'interrupted' ? 'interrupted' : FAULTS[decisive.name].outcome;
  }

  /** Whether the attributes state a skip where the child elements do not, or the other way round. */
  get isContradictory(): boolean {
    const decisive = this.#decisive;
    const stated = this.#attributeOutcome?.outcome;
    if (decisive === undefined || stated === undefined || stated === 'interrupted') return false;
    return (decisive.name === 'skipped') !== (stated === 'skipped');
  }

  /** Returns the attempts in chronological order: those before the decisive one, the decisive one, those after it. */
  attempts(seconds: Seconds): readonly AttemptRecord[] {
    const duration = seconds(this.duration);
    if (this.#faults.length === 0) return [this.#attempt(this.outcome, [], duration)];
    const rerun = (fault: Fault): AttemptRecord =>
      this.#attempt(FAULTS[fault.name].outcome, [fault], seconds(fault.duration));
    const at = (when: 'before' | 'after'): AttemptRecord[] =>
      this.#faults.filter(({ name }) => FAULTS[name].attempt === when).map(rerun);
    const main = this.#attempt(this.outcome, this.#decisiveFaults(), duration);
    return [...at('before'), main, ...at('after')];
  }

  /** Returns all failures of the decisive attempt; the first one decides its outcome. */
  #decisiveFaults(): readonly Fault[] {
    const decisive = this.#decisive;
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
    // An interrupted test keeps the message of the interruption, but it is not a failure to compare with others.
    const isFailure = outcome === 'failed' || outcome === 'errored';
    const hasFailure = isFailure || outcome === 'interrupted';
    const text = hasFailure ? joined(faults) : undefined;
    const hasText = text?.isEmpty === false;
    const message = hasFailure ? (first?.message ?? null) : null;
    const written = hasText ? text.toString() : null;
    return {
      kind: 'attempt',
      ...this.#name,
      variant: variantText(this.#variant),
      suite_occurrence: this.#suiteOccurrence,
      case_ordinal: this.ordinal,
      outcome,
      duration_seconds: duration,
      failure_type: hasFailure ? (first?.type ?? null) : null,
      failure_message: message,
      failure_text: written,
      failure_text_omitted: hasText ? text.omitted : null,
      failure_fingerprint: isFailure ? failureFingerprint(message, written) : null,
      skip_reason: outcome === 'skipped' ? this.#skipReason(first) : null,
      properties: this.properties.toJSON(),
    };
  }

  #skipReason(skipped: Fault | undefined): string | null {
    if (skipped === undefined) return this.#attributeOutcome?.statedBy ?? null;
    const reason = skipped.reason === null ? undefined : SKIP_REASON.exec(skipped.reason)?.[1];
    return reason === undefined || reason === '' ? null : reason;
  }
}

/** Order in which failures, errors and skips decide the outcome; 0 for re-runs, which do not. */
const RANKS: Readonly<Partial<Record<FaultName, number>>> = { error: 3, failure: 2, skipped: 1 };

function rankOf(fault: Fault | undefined): number {
  return fault === undefined ? 0 : (RANKS[fault.name] ?? 0);
}

function isAmbiguous(duration: Duration): boolean {
  return typeof duration === 'object' && duration !== null;
}

/** Joins the texts of the failures of one attempt. */
function joined(faults: readonly Fault[]): BoundedText {
  const [only, ...others] = faults;
  if (only !== undefined && others.length === 0) return only.text;
  const text = new BoundedText(FAILURE_TEXT_LIMIT);
  faults.forEach((fault, i) => {
    if (i > 0) text.append(`\n\n${fault.message ?? fault.type ?? fault.name}\n`);
    text.appendBounded(fault.text);
  });
  return text;
}
