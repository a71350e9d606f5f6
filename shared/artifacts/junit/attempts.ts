import type { Duration, Durations } from './duration.ts';
import { HeldCases } from './held-cases.ts';
import type { AttemptRecord } from './records.ts';
import { ReportCounter } from './report.ts';
import type { TestCase } from './test-case.ts';

/** Collects the attempts of test cases until the reader takes them, and counts them. */
export class ReadAttempts {
  readonly counter = new ReportCounter();
  readonly #seconds: (duration: Duration) => number | null;
  readonly #held: HeldCases;
  #attempts: AttemptRecord[] = [];

  constructor(durations: Durations) {
    this.#seconds = (duration) => durations.seconds(duration);
    this.#held = new HeldCases(durations);
  }

  add(testCase: TestCase): void {
    if (this.#held.mustHold(testCase)) this.#collectAll(this.#held.add(testCase));
    else this.#collect(testCase);
  }

  /** Ends the report: no later test case can decide what a duration means. */
  release(): void {
    this.#collectAll(this.#held.release());
  }

  /** Returns the attempts that were collected since the last call. */
  take(): readonly AttemptRecord[] {
    const taken = this.#attempts;
    this.#attempts = [];
    return taken;
  }

  #collectAll(testCases: readonly TestCase[]): void {
    for (const testCase of testCases) this.#collect(testCase);
  }

  #collect(testCase: TestCase): void {
    const attempts = testCase.attempts(this.#seconds);
    this.counter.add(testCase, attempts, this.#seconds(testCase.duration));
    for (const attempt of attempts) this.#attempts[this.#attempts.length] = attempt;
  }
}
