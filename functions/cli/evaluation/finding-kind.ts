import { z } from 'zod';
import type { Truth } from '../simulation/truth/truth.ts';
import { scoreFindings, type Expectation, type Score } from './score.ts';

/** Name of the rule that our views implement. */
export const OWN_RULE = 'ci-signal';

/** One way to find something: a statement whose rows are the findings. */
export interface FindingRule {
  /** The project or the data that the rule comes from. */
  readonly name: string;
  /** The setting of a rule that leaves a number or a reading open; the best setting is compared. */
  readonly setting: string | null;
  /** GoogleSQL. */
  readonly sql: string;
}

/** The score of a rule for one kind of finding. */
export interface KindScore {
  readonly kind: string;
  readonly score: Score;
}

/** A kind of finding: the rules that find it, and the comparison with the truth. */
export interface FindingKind {
  readonly name: string;
  /** The rule of ci-signal comes first. */
  readonly rules: readonly FindingRule[];
  /**
   * Compares the rows of one rule with the truth.
   *
   * @returns the score of this kind first, then those of its details, if it has any
   * @throws ZodError if a row has another form
   */
  readonly judge: (truth: Truth, rows: readonly unknown[]) => readonly KindScore[];
}

/** A kind whose findings are compared by keys. */
interface KeyedKind<Row> {
  readonly name: string;
  readonly rules: readonly FindingRule[];
  readonly row: z.ZodType<Row>;
  /** Returns the keys of the findings in a row. */
  readonly keysOf: (row: Row, truth: Truth) => readonly string[];
  readonly expected: (truth: Truth) => Expectation;
}

/** Returns a kind whose findings are compared by keys. */
export function keyedKind<Row>(kind: KeyedKind<Row>): FindingKind {
  const { name, rules, row, keysOf, expected } = kind;
  const rowsSchema = z.array(row);
  return {
    name,
    rules,
    judge: (truth, rows) => {
      const found = rowsSchema.parse(rows).flatMap((one) => keysOf(one, truth));
      return [{ kind: name, score: scoreFindings(expected(truth), found) }];
    },
  };
}

/** Returns the rule that one of our views implements. */
export function ownRule(sql: string): FindingRule {
  return { name: OWN_RULE, setting: null, sql };
}
