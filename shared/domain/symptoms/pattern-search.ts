import { RE2JS } from 're2js';
import { LiteralSearch } from './literal-search.ts';
import { requiredLiterals } from './required-literals.ts';

/**
 * Many patterns of RE2. One pass finds the literals that they require; only the patterns whose literals a line contains
 * are matched, each in time linear in the length of the line.
 */
export class PatternSearch {
  /** Finds the literals of the patterns. */
  readonly literals: LiteralSearch;
  /** Whether some patterns require no literal, so that they may match in any line. */
  readonly mayMatchAnywhere: boolean;
  readonly #expressions: readonly RE2JS[];
  /** Index of the pattern of each literal. */
  readonly #owners: readonly number[];
  readonly #withoutLiteral: readonly number[];

  constructor(patterns: readonly string[]) {
    const required = patterns.map((pattern) => requiredLiterals(pattern));
    this.#expressions = patterns.map((pattern) => RE2JS.compile(pattern));
    this.#owners = required.flatMap((literals = [], index) => literals.map(() => index));
    this.#withoutLiteral = required.flatMap((literals, index) =>
      literals === undefined ? [index] : [],
    );
    this.literals = new LiteralSearch(required.flatMap((literals = []) => literals));
    this.mayMatchAnywhere = this.#withoutLiteral.length > 0;
  }

  /** Returns the indexes of the patterns that a line contains, in ascending order. */
  match(line: string): readonly number[] {
    const literals = this.literals.literalsIn(line);
    return this.#candidates(literals).filter((index) => this.#expressions[index]?.test(line));
  }

  #candidates(literals: ReadonlySet<number> | undefined): readonly number[] {
    if (literals === undefined) return [...this.#expressions.keys()];
    if (literals.size === 0) return this.#withoutLiteral;
    const owners = [...literals].map((literal) => this.#owners[literal] ?? 0);
    return [...new Set([...this.#withoutLiteral, ...owners])].sort((a, b) => a - b);
  }
}
