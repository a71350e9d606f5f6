import type { AttemptOutcome } from '../../domain/outcome.ts';
import type { AttemptRecord, ReportRecord } from './records.ts';
import type { Warnings } from '../syntax/warnings.ts';
import type { TestCase } from './test-case.ts';

/** The most frequent ones first. */
const OUTCOMES: readonly AttemptOutcome[] = [
  'passed',
  'skipped',
  'failed',
  'errored',
  'interrupted',
];

/** Counts the test cases and attempts of a report while it is being read. */
export class ReportCounter {
  /** Number of test cases of each of {@link OUTCOMES}. */
  readonly #outcomes = OUTCOMES.map(() => 0);
  #testCases = 0;
  #suiteCases = 0;
  #attempts = 0;
  #skippedWithoutReason = 0;
  #seconds = 0;

  /** @param seconds duration of the test case; `null` if it is unknown */
  add(testCase: TestCase, attempts: readonly AttemptRecord[], seconds: number | null): void {
    if (testCase.isOfSuite) this.#suiteCases++;
    else this.#addCase(testCase.outcome, seconds ?? 0);
    this.#attempts += attempts.length;
    for (const attempt of attempts) {
      if (isSkipWithoutReason(attempt)) this.#skippedWithoutReason++;
    }
  }

  #addCase(outcome: AttemptOutcome, seconds: number): void {
    this.#testCases++;
    const index = OUTCOMES.indexOf(outcome);
    this.#outcomes[index] = (this.#outcomes[index] ?? 0) + 1;
    this.#seconds += seconds;
  }

  /** Returns the record of a report that was read to its end, or up to the damage. */
  record(
    damage: { reason: string; byteOffset: number } | undefined,
    properties: ReportRecord['properties'],
    warnings: Warnings,
  ): Omit<ReportRecord, 'root_element'> {
    const [passed = 0, skipped = 0, failed = 0, errored = 0, interrupted = 0] = this.#outcomes;
    return {
      kind: 'report',
      test_cases: this.#testCases,
      passed,
      failed,
      errored,
      skipped,
      interrupted,
      suite_cases: this.#suiteCases,
      skipped_without_reason: this.#skippedWithoutReason,
      attempts: this.#attempts,
      duration_seconds: toMicroseconds(this.#seconds),
      outcome: damage === undefined ? 'parsed' : 'salvaged',
      reason: damage?.reason ?? null,
      byte_offset: damage?.byteOffset ?? null,
      warnings: warnings.list(),
      properties,
    };
  }
}

/**
 * Returns whether an attempt was skipped without a reason. A Ginkgo report contains thousands of such skips: the tests
 * that the focus did not select.
 */
export function isSkipWithoutReason({ outcome, skip_reason }: AttemptRecord): boolean {
  return outcome === 'skipped' && skip_reason === null;
}

/** Rounds to microseconds, since smaller digits are errors of the addition; large numbers have no such digits. */
function toMicroseconds(seconds: number): number {
  return Math.abs(seconds) < 1e9 ? Math.round(seconds * 1e6) / 1e6 : seconds;
}
