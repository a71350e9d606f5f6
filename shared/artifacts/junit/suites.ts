import { bounded } from '../syntax/text/bounded-text.ts';
import { MAX_COUNTED_SUITES, NAME_LIMIT } from './limits.ts';
import { variantAttributes, type VariantParts, variantProperty, variantText } from './variant.ts';

/** What an open suite says about the test cases in it. */
export interface OpenSuite {
  /** Names of the enclosing suites and its own, outermost first; `null` if none of them has a name. */
  readonly path: string | null;
  /** What tells executions of its test cases apart. */
  readonly variant: VariantParts;
  /** Number of the suite among the suites of the report with the same path and variant, starting at 1. */
  readonly occurrence: number;
}

const NO_SUITE: OpenSuite = { path: null, variant: {}, occurrence: 1 };

/** Keeps the suites of a report that are open, and counts the repetitions of each. */
export class Suites {
  readonly #open: OpenSuite[] = [];
  readonly #counts = new Map<string, number>();

  /** The innermost open suite. */
  get current(): OpenSuite {
    return this.#open.at(-1) ?? NO_SUITE;
  }

  open(attributes: ReadonlyMap<string, string>): void {
    const outer = this.current;
    const names = [outer.path, attributes.get('name')];
    const path = names.filter((part) => part !== null && part !== undefined && part !== '');
    const suite = {
      path: path.length === 0 ? null : bounded(path.join(' > '), NAME_LIMIT),
      variant: { ...outer.variant, ...variantAttributes(attributes) },
    };
    this.#open.push({ ...suite, occurrence: this.#count(suite) });
  }

  /** Adds a property of the innermost open suite, if it is a parameter of the tests. */
  addProperty(name: string, value: string): void {
    const suite = this.#open.pop();
    if (suite === undefined) return;
    const variant = { ...suite.variant, ...variantProperty(name, value) };
    this.#open.push({ ...suite, variant });
  }

  close(): void {
    this.#open.pop();
  }

  #count({ path, variant }: Omit<OpenSuite, 'occurrence'>): number {
    const key = JSON.stringify([path, variantText(variant)]);
    const count = (this.#counts.get(key) ?? 0) + 1;
    if (count > 1 || this.#counts.size < MAX_COUNTED_SUITES) this.#counts.set(key, count);
    return count;
  }
}
