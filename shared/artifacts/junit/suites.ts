import { bounded } from '../syntax/text/bounded-text.ts';
import { NAME_LIMIT } from './limits.ts';
import type { TestCase } from './test-case.ts';

/** An open `testsuite` element, or the `testsuites` around them. */
interface OpenSuite {
  /** Names of the enclosing suites and its own. */
  readonly path: string | null;
  readonly name: string | null;
  /** Test case that stands for the suite's own errors, failures and skips; absent if it has none so far. */
  ownCase?: TestCase;
}

/** Name of the test case that stands for the errors, failures and skips of a suite outside of its test cases. */
export const SUITE_CASE_NAME = '[suite]';

/** Suites that are open at the current position of a report, outermost first. */
export class OpenSuites {
  readonly #suites: OpenSuite[] = [];

  open(name: string | undefined): void {
    const path = [this.path, name].filter((part) => part != null && part !== '').join(' > ');
    this.#suites.push({
      path: path === '' ? null : bounded(path, NAME_LIMIT),
      name: name ?? null,
    });
  }

  /** Closes the innermost suite and returns its own test case, if it has one. */
  close(): TestCase | undefined {
    return this.#suites.pop()?.ownCase;
  }

  get path(): string | null {
    return this.#suites.at(-1)?.path ?? null;
  }

  /** Returns the innermost suite's own test case, which is created by the first call. */
  ownCase(create: (suite: { path: string | null; name: string | null }) => TestCase): TestCase {
    const suite = this.#suites.at(-1);
    if (suite === undefined) return create({ path: null, name: null });
    suite.ownCase ??= create(suite);
    return suite.ownCase;
  }
}
