import type { Duration, Durations } from './duration.ts';
import { HeldCases } from './held-cases.ts';
import type { AttemptRecord } from './records.ts';
import { ReportCounter } from './report.ts';
import type { TestCase } from './test-case.ts';

/** Collects the attempts of test cases until the reader takes them, and counts them. */
export class ReadAttempts {
  readonly counter = new ReportCounter();
  readonly #durations: Durations;
  readonly #held: HeldCases;
  #attempts: AttemptRecord[] = [];

  constructor(durations: Durations) {
    this.#durations = durations;
    this.#held = new HeldCases(durations);
  }

  add(testCase: TestCase): void {
    this.#collect(this.#held.add(testCase));
  }

  /** Ends the report: no later test case can decide what a duration means. */
  release(): void {
    this.#collect(this.#held.release());
  }

  /** Returns the attempts that were collected since the last call. */
  take(): readonly AttemptRecord[] {
    const taken = this.#attempts;
    this.#attempts = [];
    return taken;
  }

  #collect(testCases: readonly TestCase[]): void {
    for (const testCase of testCases) {
      const seconds = (duration: Duration): number | null => this.#durations.seconds(duration);
      const attempts = testCase.attempts(seconds);
      this.counter.add(testCase, attempts, seconds(testCase.duration));
      this.#attempts.push(...attempts);
    }
  }
}
