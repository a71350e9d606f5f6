/** A place in a file from which on code ran a number of times. */
export interface Segment {
  readonly line: number;
  readonly hits: number;
  /** Whether the code from here on is counted at all. */
  readonly hasCount: boolean;
  /** Whether a region of code begins here. */
  readonly isRegionEntry: boolean;
  /** Whether the region is only the gap between two others. */
  readonly isGap: boolean;
}

/** Maximum number of lines between two segments; more is an error. */
const MAX_LINES = 1_000_000;

/**
 * Returns line numbers with their counts, by the rule of LLVM (`LineCoverageStats` in CoverageMapping.cpp): a line counts if
 * a counted region begins on it, or the region around it is counted and no skipped one begins on it. It ran as often as the
 * region that ran most; gaps do not count.
 *
 * @param segments in the order of the file
 */
export function* lineCounts(
  segments: readonly Segment[],
): Generator<readonly [line: number, hits: number]> {
  let around: Segment | undefined;
  for (let at = 0; at < segments.length;) {
    const line = segments[at]?.line ?? 0;
    let end = at;
    while (segments[end]?.line === line) end++;
    const onLine = segments.slice(at, end);
    const hits = countOfLine(onLine, around);
    if (hits !== undefined) yield [line, hits];
    around = onLine.at(-1);
    yield* linesBetween(line + 1, segments[end]?.line, around);
    at = end;
  }
}

/** Returns the count of a line on which segments begin, and `undefined` if the line has no code. */
function countOfLine(onLine: readonly Segment[], around: Segment | undefined): number | undefined {
  const entries = onLine
    .filter((segment) => !segment.isGap && segment.hasCount && segment.isRegionEntry)
    .map(({ hits }) => hits);
  const [first] = onLine;
  const isSkipped = first !== undefined && !first.hasCount && first.isRegionEntry;
  const hasEntry = onLine.some((segment) => segment.isRegionEntry && segment.hasCount);
  const isCounted = hasEntry || (!isSkipped && around?.hasCount === true);
  if (!isCounted) return undefined;
  const before = around?.hasCount === true ? around.hits : 0;
  return entries.reduce((most, hits) => Math.max(most, hits), before);
}

function* linesBetween(
  first: number,
  next: number | undefined,
  around: Segment | undefined,
): Generator<readonly [line: number, hits: number]> {
  if (around?.hasCount !== true || next === undefined) return;
  for (let line = first; line < Math.min(next, first + MAX_LINES); line++)
    yield [line, around.hits];
}
