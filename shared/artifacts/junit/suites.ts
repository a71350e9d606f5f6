import type { XmlAttributes } from '../syntax/xml/attributes.ts';
import { bounded } from '../syntax/text/bounded-text.ts';
import { MAX_COUNTED_SUITES } from './limits.ts';
import type { ReportTexts } from './report-texts.ts';
import type { TestCase } from './test-case.ts';
import { variantAttributes, type VariantParts, variantProperty, variantText } from './variant.ts';

/** Name of the test case that stands for the errors, failures and skips of a suite outside of its test cases. */
export const SUITE_CASE_NAME = '[suite]';

/** Facts about an open suite that the test cases in it need. */
export interface OpenSuite {
  /** Names of the enclosing suites and its own, outermost first; `null` if none of them has a name. */
  readonly path: string | null;
  /** Its own name; `null` if it has none. */
  readonly name: string | null;
  /** What tells executions of its test cases apart. */
  readonly variant: VariantParts;
  readonly variantText: string | null;
  /** Number of the suite among the suites of the report with the same path and variant, starting at 1. */
  readonly occurrence: number;
}

/** Stands for a text that is missing: XML allows no such character. */
const NONE = '\u0001';

const NO_SUITE: OpenSuite = {
  path: null,
  name: null,
  variant: {},
  variantText: null,
  occurrence: 1,
};

/** An open element and the test case for its own errors, failures and skips; absent if it has none so far. */
interface Entry {
  suite: OpenSuite;
  ownCase?: TestCase;
}

/** Keeps the suites of a report that are open, outermost first, and counts the repetitions of each. */
export class OpenSuites {
  readonly #texts: ReportTexts;
  readonly #open: Entry[] = [];
  readonly #counts = new Map<string, number>();

  constructor(texts: ReportTexts) {
    this.#texts = texts;
  }

  /** The innermost open suite. */
  get current(): OpenSuite {
    return this.#open.at(-1)?.suite ?? NO_SUITE;
  }

  /** Opens the root of several suites. Its name is not part of paths: reports with and without it hold the same tests. */
  openRoot(): void {
    this.#open.push({ suite: NO_SUITE });
  }

  open(attributes: XmlAttributes): void {
    const outer = this.current;
    const name = this.#texts.masked(attributes.get('name') ?? null);
    const names = [outer.path, name].filter((part) => part !== null && part !== '');
    const variant = variantAttributes(attributes, this.#texts, outer.variant);
    const suite = {
      path: names.length === 0 ? null : bounded(names.join(' > '), this.#texts.nameLimit),
      name,
      variant,
      variantText: variantText(variant, this.#texts),
    };
    this.#open.push({ suite: { ...suite, occurrence: this.#count(suite) } });
  }

  /** Adds a property of the innermost open suite, if it is a parameter of the tests. */
  addProperty(name: string, value: string): void {
    const entry = this.#open.at(-1);
    if (entry === undefined) return;
    const variant = { ...entry.suite.variant, ...variantProperty(name, value, this.#texts) };
    entry.suite = { ...entry.suite, variant, variantText: variantText(variant, this.#texts) };
  }

  /** Closes the innermost suite and returns its own test case, if it has one. */
  close(): TestCase | undefined {
    return this.#open.pop()?.ownCase;
  }

  /** Returns the innermost suite's own test case, which is created by the first call. */
  ownCase(create: (suite: OpenSuite) => TestCase): TestCase {
    const entry = this.#open.at(-1);
    if (entry === undefined) return create(NO_SUITE);
    entry.ownCase ??= create(entry.suite);
    return entry.ownCase;
  }

  #count({ path, variantText: variant }: Pick<OpenSuite, 'path' | 'variantText'>): number {
    const key = `${path ?? NONE}\0${variant ?? NONE}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    if (count > 1 || this.#counts.size < MAX_COUNTED_SUITES) this.#counts.set(key, count);
    return count;
  }
}
