import type { AttemptOutcome } from '../../domain/outcome.ts';
import { BoundedText } from '../syntax/text/bounded-text.ts';
import type { XmlAttributes } from '../syntax/xml/attributes.ts';
import type { Duration, Durations } from './duration.ts';
import type { ReportTexts } from './report-texts.ts';

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

/** One failure, error, skip or re-run of a test case. */
export class Fault {
  readonly name: FaultName;
  readonly type: string | null;
  readonly message: string | null;
  readonly duration: Duration;
  #text: BoundedText | undefined;
  readonly #texts: ReportTexts;

  constructor(
    name: FaultName,
    attributes: XmlAttributes,
    { durations, texts }: { readonly durations: Durations; readonly texts: ReportTexts },
  ) {
    this.name = name;
    this.#texts = texts;
    this.type = attributes.get('type') ?? null;
    this.message = attributes.get('message') ?? null;
    this.duration = durations.read(attributes.get('time'));
  }

  /** The text in the element, to which more may be appended. */
  get text(): BoundedText {
    this.#text ??= new BoundedText(this.#texts.failureLimit);
    return this.#text;
  }

  /** Message in the attributes, otherwise the text; `null` if both are empty. */
  get reason(): string | null {
    if (this.message !== null && this.message.trim() !== '') return this.message;
    if (this.#text === undefined) return null;
    const bounded = new BoundedText(this.#texts.messageLimit);
    bounded.appendBounded(this.#text);
    const text = bounded.toString().trim();
    return text === '' ? null : text;
  }
}

/** Order in which failures, errors and skips decide the outcome; 0 for re-runs, which do not. */
const RANKS: Readonly<Partial<Record<FaultName, number>>> = { error: 3, failure: 2, skipped: 1 };

/** Returns how much a fault decides the outcome: the highest one does, 0 does not. */
export function rankOf(fault: Fault | undefined): number {
  return fault === undefined ? 0 : (RANKS[fault.name] ?? 0);
}

/** Joins the texts of the failures of one attempt. */
export function joinedText(faults: readonly Fault[], texts: ReportTexts): BoundedText {
  const [only, ...others] = faults;
  if (only !== undefined && others.length === 0) return only.text;
  const text = new BoundedText(texts.failureLimit);
  faults.forEach((fault, i) => {
    if (i > 0) text.append(`\n\n${fault.message ?? fault.type ?? fault.name}\n`);
    text.appendBounded(fault.text);
  });
  return text;
}
