import type { RE2JS } from 're2js';
import { LiteralSearch } from './literal-search.ts';
import { requiredLiterals } from './required-literals.ts';

/**
 * Many patterns of RE2. One pass finds the literals that they require; only the patterns whose literals a line contains
 * are matched, each in time linear in the length of the line.
 */
export class PatternSearch {
  readonly #literals: LiteralSearch;
  readonly #expressions: readonly RE2JS[];
  /** Index of the pattern of each literal. */
  readonly #owners: readonly number[];
  readonly #withoutLiteral: readonly number[];

  constructor(expressions: readonly RE2JS[]) {
    const required = expressions.map((expression) => requiredLiterals(expression.pattern()));
    this.#expressions = expressions;
    this.#owners = required.flatMap((literals = [], index) => literals.map(() => index));
    this.#withoutLiteral = required.flatMap((literals, index) =>
      literals === undefined ? [index] : [],
    );
    this.#literals = new LiteralSearch(required.flatMap((literals = []) => literals));
  }

  /** Returns the indexes of the patterns that a line contains, in ascending order. */
  match(line: string): readonly number[] {
    const literals = this.#literals.literalsIn(line);
    return this.#candidates(literals).filter((index) => this.#expressions[index]?.test(line));
  }

  #candidates(literals: ReadonlySet<number> | undefined): readonly number[] {
    if (literals === undefined) return [...this.#expressions.keys()];
    if (literals.size === 0) return this.#withoutLiteral;
    const owners = [...literals].map((literal) => this.#owners[literal] ?? 0);
    return [...new Set([...this.#withoutLiteral, ...owners])].sort((a, b) => a - b);
  }
}

/**
 * Returns a search for the literals that the patterns require.
 *
 * @returns `undefined` if a pattern requires none, so that it may match in any line
 */
export function literalSearchOf(expressions: readonly RE2JS[]): LiteralSearch | undefined {
  const required = expressions.map((expression) => requiredLiterals(expression.pattern()));
  const literals = required.filter((one) => one !== undefined);
  return literals.length < required.length ? undefined : new LiteralSearch(literals.flat());
}
