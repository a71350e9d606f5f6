/** The findings that a rule should make, as keys. */
export interface Expectation {
  readonly required: ReadonlySet<string>;
  /** Whether a finding that is not required counts neither as right nor as wrong; by default none does. */
  readonly isTolerated?: (key: string) => boolean;
}

/** The comparison of findings with an expectation, without the tolerated ones. */
export interface Score {
  readonly expected: number;
  readonly found: number;
  readonly right: number;
  /** Expected and not found. */
  readonly missed: readonly string[];
  /** Found and not expected. */
  readonly wrong: readonly string[];
}

/** Compares findings with an expectation; repeated findings count once. */
export function scoreFindings(
  { required, isTolerated = () => false }: Expectation,
  findings: Iterable<string>,
): Score {
  const found = new Set(findings);
  const right = required.intersection(found);
  const wrong = [...found.difference(required)].filter((key) => !isTolerated(key));
  return {
    expected: required.size,
    found: right.size + wrong.length,
    right: right.size,
    missed: [...required.difference(found)].sort(),
    wrong: wrong.sort(),
  };
}

/** Returns one score for several histories, in which each finding has the same weight (micro-average). */
export function sumScores(scores: readonly Score[]): Score {
  const total = (count: (score: Score) => number): number =>
    scores.reduce((sum, one) => sum + count(one), 0);
  return {
    expected: total(({ expected }) => expected),
    found: total(({ found }) => found),
    right: total(({ right }) => right),
    missed: scores.flatMap(({ missed }) => missed),
    wrong: scores.flatMap(({ wrong }) => wrong),
  };
}

/** Quantile of the normal distribution for an interval of 95 %. */
const Z = 1.959964;

/**
 * Returns the 95 % interval of a share by the score method (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", 1927).
 *
 * @returns `undefined` for a share of nothing
 */
export function wilsonInterval(
  right: number,
  total: number,
): { readonly low: number; readonly high: number } | undefined {
  if (total === 0) return undefined;
  const share = right / total;
  const middle = share + Z ** 2 / (2 * total);
  const reach = Z * Math.sqrt((share * (1 - share)) / total + Z ** 2 / (4 * total ** 2));
  const scale = 1 + Z ** 2 / total;
  return {
    low: Math.max(0, (middle - reach) / scale),
    high: Math.min(1, (middle + reach) / scale),
  };
}

/** Returns the precision, right / found; 1 if nothing was found. */
export function precisionOf({ right, found }: Score): number {
  return found === 0 ? 1 : right / found;
}

/** Returns the recall, right / expected; 1 if nothing was expected. */
export function recallOf({ right, expected }: Score): number {
  return expected === 0 ? 1 : right / expected;
}

/**
 * Returns the harmonic mean of precision and recall, 2 P R / (P + R) (C. J. van Rijsbergen, "Information Retrieval",
 * 1979, with beta = 1). Computed as 2 right / (expected + found), which is 0 / 0 only if nothing was expected and nothing
 * was found; the result is 1 then.
 */
export function f1Of({ right, expected, found }: Score): number {
  return expected + found === 0 ? 1 : (2 * right) / (expected + found);
}
