import type { Truth } from '../simulation/truth/truth.ts';
import type { Score } from './score.ts';

/** The rule of ours: what our views say. */
export const OWN_RULE = 'ci-signal';

/** A way to find: one statement whose rows are the findings. */
export interface FindingRule {
  /** Whose it is. */
  readonly name: string;
  /** Of rules that come without a number or a reading of their own: the one tried; the best one is compared. */
  readonly setting: string | null;
  /** GoogleSQL. */
  readonly sql: string;
}

/** How the findings of a rule did in one respect. */
export interface KindScore {
  readonly kind: string;
  readonly score: Score;
}

/** A kind of finding: who claims to find it, and how claims are held against the truth. */
export interface FindingKind {
  readonly name: string;
  readonly rules: readonly FindingRule[];
  /**
   * @param rows of any of the rules
   * @returns a verdict of this kind and after it, it may be, others about its details
   */
  readonly judge: (truth: Truth, rows: readonly unknown[]) => readonly KindScore[];
}
