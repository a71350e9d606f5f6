/** What a rule should find of one kind, as keys that tell the findings apart. */
export interface Expectation {
  /** What has to be found. */
  readonly required: ReadonlySet<string>;
  /** Whether a finding that is not required is neither right nor wrong, because nobody could say which. */
  readonly isTolerated: (key: string) => boolean;
}

/** How findings compare with what was expected; those that are neither right nor wrong are left out. */
export interface Score {
  readonly expected: number;
  readonly found: number;
  readonly right: number;
  /** Expected and not found. */
  readonly missed: readonly string[];
  /** Found and not expected. */
  readonly wrong: readonly string[];
}

/** Compares findings, each counted once, with what was expected. */
export function scoreFindings(
  { required, isTolerated }: Expectation,
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

/** One score for several histories, every finding weighing the same (micro-average). */
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

/** Right / found: how far findings can be believed. Who says nothing says nothing wrong: 1. */
export function precisionOf({ right, found }: Score): number {
  return found === 0 ? 1 : right / found;
}

/** Right / expected: how much is found. 1 where there is nothing to find. */
export function recallOf({ right, expected }: Score): number {
  return expected === 0 ? 1 : right / expected;
}

/**
 * The harmonic mean of precision and recall, 2 P R / (P + R) (C. J. van Rijsbergen, "Information Retrieval", 1979, with
 * beta = 1), written as 2 right / (expected + found), which is never 0 / 0 but where nothing was expected and nothing
 * found: that is 1.
 */
export function f1Of({ right, expected, found }: Score): number {
  return expected + found === 0 ? 1 : (2 * right) / (expected + found);
}
