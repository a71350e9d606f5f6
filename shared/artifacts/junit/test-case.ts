import { failureFingerprint } from '../../domain/failure-fingerprint.ts';
import type { AttemptOutcome } from '../../domain/outcome.ts';
import type { TestIdentity } from '../../domain/test-identities.ts';
import type { Warnings } from '../syntax/warnings.ts';
import type { XmlAttributes } from '../syntax/xml/attributes.ts';
import type { Duration, Durations } from './duration.ts';
import { type Fault, type FaultName, FAULTS, joinedText, rankOf } from './fault.ts';
import { MAX_FAULTS, NAME_LIMIT } from './limits.ts';
import type { ReportTexts } from './report-texts.ts';
import {
  type AttributeOutcome,
  outcomeOfAttributes,
  outcomeOfValue,
} from './outcome-attributes.ts';
import { Properties } from './properties.ts';
import type { AttemptRecord } from './records.ts';
import type { OpenSuite } from './suites.ts';
import { variantAttributes, type VariantParts, variantProperty, variantText } from './variant.ts';

/**
 * Reason in the message of a skip. Ginkgo writes `skipped` for a test that the focus did not select, and `skipped - …`
 * for a test that skipped itself: only the latter contains a reason.
 */
const SKIP_REASON = /^(?:skipped(?:\s+-\s+|\s*$))?(.*)$/is;

const NO_FAULTS: readonly Fault[] = [];

/** Facts about a test case that are known at the start of its element. */
export interface TestCaseStart {
  /** Position in the report, starting at 1. */
  readonly ordinal: number;
  readonly suite: OpenSuite;
  readonly attributes: XmlAttributes;
  /** `suite` for the errors, failures and skips of a suite outside of its test cases. */
  readonly kind?: 'suite' | undefined;
}

/** What follows from these facts. */
interface TestCaseFacts extends Pick<TestCaseStart, 'ordinal' | 'suite'> {
  readonly identity: TestIdentity;
  readonly variant: VariantParts;
  readonly attributeOutcome: AttributeOutcome | undefined;
  readonly duration: Duration;
  readonly isOfSuite: boolean;
}

/** What the test cases of a report have in common. */
export interface ReportContext {
  readonly durations: Durations;
  readonly texts: ReportTexts;
}

/** Returns the seconds of a duration; `null` if there is none. */
type Seconds = (duration: Duration) => number | null;

/** Returns a test case at the start of its element. */
export function openTestCase(
  { ordinal, suite, attributes, kind }: TestCaseStart,
  { durations, texts }: ReportContext,
): TestCase {
  const test_name = attributes.get('name');
  const class_name = attributes.get('classname');
  const time = attributes.get('time');
  const identity = texts.identities.find({
    suite: suite.path,
    class_name: class_name ?? null,
    test_name: test_name ?? '',
  });
  // Most test cases have these three attributes and no others.
  const hasOthers = attributes.size > countOf(test_name) + countOf(class_name) + countOf(time);
  const variant = hasOthers ? variantAttributes(attributes, texts, suite.variant) : suite.variant;
  const attributeOutcome = hasOthers ? outcomeOfAttributes(attributes) : undefined;
  const duration = durations.read(time);
  const isOfSuite = kind === 'suite';
  return new TestCase(
    { ordinal, suite, identity, variant, attributeOutcome, duration, isOfSuite },
    texts,
  );
}

/** Collects the content of a `testcase` element and derives its attempts. */
export class TestCase {
  readonly ordinal: number;
  readonly #identity: TestIdentity;
  readonly #texts: ReportTexts;
  readonly #suite: OpenSuite;
  readonly #attributeOutcome: AttributeOutcome | undefined;
  #variant: VariantParts;
  #properties: Properties | undefined;
  #faults: readonly Fault[] = NO_FAULTS;
  /** Failure, error or skip that decides the outcome. */
  #decisive: Fault | undefined;
  /** The outcome, if it was asked for since the last fault. */
  #outcome: AttemptOutcome | undefined;
  readonly isOfSuite: boolean;
  /** Duration; `null` if the report contains none, or one that is not valid. */
  readonly duration: Duration;

  constructor(facts: TestCaseFacts, texts: ReportTexts) {
    this.#texts = texts;
    this.ordinal = facts.ordinal;
    this.isOfSuite = facts.isOfSuite;
    this.#identity = facts.identity;
    this.#suite = facts.suite;
    this.#variant = facts.variant;
    this.#attributeOutcome = facts.attributeOutcome;
    this.duration = facts.duration;
  }

  /** Whether the name was longer than names may be. */
  get hasShortenedName(): boolean {
    return this.#identity.test_name.length > NAME_LIMIT.head + NAME_LIMIT.tail;
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

  /** Adds a property, which tells executions of the test case apart if it is a parameter. */
  addProperty(name: string, value: string, warnings: Warnings): void {
    this.#properties ??= new Properties();
    this.#properties.set(name, value, warnings);
    const parameter = variantProperty(name, value, this.#texts);
    if (Object.keys(parameter).length > 0) this.#variant = { ...this.#variant, ...parameter };
  }

  add(fault: Fault, warnings: Warnings): void {
    // The first fault of each kind is always kept, since it may decide the outcome.
    const isFirst = this.#faults.every(({ name }) => name !== fault.name);
    if (this.#faults.length >= MAX_FAULTS && !isFirst) {
      warnings.add(`only the first ${MAX_FAULTS} failures of a test case were kept`);
      return;
    }
    this.#faults = this.#faults.length === 0 ? [fault] : [...this.#faults, fault];
    this.#outcome = undefined;
    if (rankOf(fault) > rankOf(this.#decisive)) this.#decisive = fault;
  }

  /**
   * Outcome: an error takes precedence over a failure, and a failure over a skip; re-runs do not count. Attributes state
   * it where no child element does. Ginkgo writes failures and errors for tests that were interrupted as well.
   */
  get outcome(): AttemptOutcome {
    this.#outcome ??= this.#currentOutcome();
    return this.#outcome;
  }

  #currentOutcome(): AttemptOutcome {
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
    if (this.#faults.length === 0) return [this.#attempt(this.outcome, NO_FAULTS, duration)];
    if (this.#faults.length === 1 && this.#decisive !== undefined) {
      return [this.#attempt(this.outcome, this.#faults, duration)];
    }
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
    const text = hasFailure ? joinedText(faults, this.#texts) : undefined;
    const shortened = text?.isEmpty === false ? text.shortened() : undefined;
    const message = this.#texts.masked(hasFailure ? (first?.message ?? null) : null);
    const written = this.#texts.masked(shortened?.text ?? null);
    const { suite, class_name, test_name, test_id, case_kind } = this.#identity;
    return {
      kind: 'attempt',
      suite,
      class_name,
      test_name,
      test_id,
      case_kind: this.isOfSuite ? 'suite' : case_kind,
      variant: this.#variantText,
      suite_occurrence: this.#suite.occurrence,
      case_ordinal: this.ordinal,
      outcome,
      duration_seconds: duration,
      failure_type: this.#texts.masked(hasFailure ? (first?.type ?? null) : null),
      failure_message: message,
      failure_text: written,
      failure_text_omitted: shortened?.omitted ?? null,
      failure_fingerprint: isFailure ? failureFingerprint(message, written) : null,
      skip_reason: this.#texts.masked(outcome === 'skipped' ? this.#skipReason(first) : null),
      properties: this.#properties?.masked(this.#texts) ?? null,
    };
  }

  get #variantText(): string | null {
    const { variant, variantText: written } = this.#suite;
    return this.#variant === variant ? written : variantText(this.#variant, this.#texts);
  }

  #skipReason(skipped: Fault | undefined): string | null {
    if (skipped === undefined) return this.#attributeOutcome?.statedBy ?? null;
    const reason = skipped.reason === null ? undefined : SKIP_REASON.exec(skipped.reason)?.[1];
    return reason === undefined || reason === '' ? null : reason;
  }
}

function countOf(value: string | undefined): 0 | 1 {
  return value === undefined ? 0 : 1;
}

function isAmbiguous(duration: Duration): boolean {
  return typeof duration === 'object' && duration !== null;
}
