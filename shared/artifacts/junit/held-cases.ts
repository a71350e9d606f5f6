import type { Durations } from './duration.ts';
import { MAX_HELD_CASES, MAX_HELD_CHARACTERS } from './limits.ts';
import type { TestCase } from './test-case.ts';

/**
 * Holds test cases back, in their order, from the first one with an ambiguous duration until a number of the report
 * shows what its comma means. What is held back is limited, so that a report is read in constant memory.
 */
export class HeldCases {
  readonly #durations: Durations;
  #held: TestCase[] = [];
  #characters = 0;
  #isGivenUp = false;

  constructor(durations: Durations) {
    this.#durations = durations;
  }

  /** Returns whether a test case has to be held back, since it or one before it is ambiguous. */
  mustHold(testCase: TestCase): boolean {
    return this.#held.length > 0 || this.#mustWait(testCase);
  }

  /** Adds a test case that has to be held back and returns those that are not held back any more. */
  add(testCase: TestCase): readonly TestCase[] {
    this.#held.push(testCase);
    this.#characters += JSON.stringify(testCase.attempts(() => null)).length;
    this.#isGivenUp ||=
      this.#held.length >= MAX_HELD_CASES || this.#characters > MAX_HELD_CHARACTERS;
    return this.#isGivenUp || !this.#durations.isUndecided ? this.release() : [];
  }

  /** Returns all test cases that are held back. */
  release(): readonly TestCase[] {
    const released = this.#held;
    this.#held = [];
    this.#characters = 0;
    return released;
  }

  #mustWait(testCase: TestCase): boolean {
    return !this.#isGivenUp && this.#durations.isUndecided && testCase.hasAmbiguousDuration;
  }
}
