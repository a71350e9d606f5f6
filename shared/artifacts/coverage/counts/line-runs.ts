import type { Numbers } from './numbers.ts';

/** Consecutive lines that ran equally often; line numbers include both ends. */
export interface LineRun {
  readonly first: number;
  last: number;
  readonly hits: number;
}

/** Returns the runs of lines, given line numbers in ascending order, each followed by its count. */
export function runsOfLines(numbers: Numbers | undefined): readonly LineRun[] {
  const runs: LineRun[] = [];
  if (numbers === undefined) return runs;
  for (let at = 0; at < numbers.length; at += 2) {
    const [line = 0, hits = 0] = [numbers[at], numbers[at + 1]];
    appendRun(runs, { first: line, last: line, hits });
  }
  return runs;
}

/** A block of code: its first and last line, and how often it ran. */
export interface CodeBlock {
  readonly first: number;
  readonly last: number;
  readonly hits: number;
}

/**
 * Returns the runs of the lines that blocks of code touch. A line that several blocks touch ran as often as the one that
 * ran most, which is how an `if` whose body never ran counts as covered on its own line.
 *
 * @param blocks in ascending order of their first lines
 */
export function runsOfBlocks(blocks: readonly CodeBlock[]): readonly LineRun[] {
  const isInRow = blocks.every(({ first }, i) => i === 0 || first >= (blocks[i - 1]?.last ?? 0));
  return isInRow ? runsOfRow(blocks) : runsOfNested(blocks);
}

/** Returns the runs of blocks that have at most their first and last lines in common. */
function runsOfRow(blocks: readonly CodeBlock[]): readonly LineRun[] {
  const runs: LineRun[] = [];
  let shared: { line: number; hits: number } | undefined;
  for (const { first, last, hits } of blocks) {
    // The last line of a block is appended when it is known whether the next block begins on it.
    if (shared !== undefined && shared.line !== first) appendLine(runs, shared);
    const before = shared?.line === first ? shared.hits : 0;
    const most = Math.max(before, hits);
    if (first < last) {
      appendLine(runs, { line: first, hits: most });
      if (first + 1 < last) appendRun(runs, { first: first + 1, last: last - 1, hits });
    }
    shared = { line: last, hits: first < last ? hits : most };
  }
  if (shared !== undefined) appendLine(runs, shared);
  return runs;
}

function appendLine(runs: LineRun[], { line, hits }: { line: number; hits: number }): void {
  appendRun(runs, { first: line, last: line, hits });
}

/**
 * Returns the runs of blocks that overlap in any way. The sections between the ends of blocks are painted in descending order
 * of counts; a painted section refers to the next one that may be free, so that each is painted once, however the blocks
 * overlap.
 */
function runsOfNested(blocks: readonly CodeBlock[]): readonly LineRun[] {
  const starts = startsOfSections(blocks);
  const next = Uint32Array.from(starts, (_, i) => i);
  const hits = new Float64Array(starts.length).fill(-1);
  for (const block of [...blocks].sort((left, right) => right.hits - left.hits)) {
    const end = indexOf(starts, block.last + 1);
    let at = freeFrom(next, indexOf(starts, block.first));
    while (at < end) {
      hits[at] = block.hits;
      next[at] = at + 1;
      at = freeFrom(next, at + 1);
    }
  }
  const runs: LineRun[] = [];
  hits.forEach((count, i) => {
    if (count < 0) return;
    appendRun(runs, { first: starts[i] ?? 0, last: (starts[i + 1] ?? 0) - 1, hits: count });
  });
  return runs;
}

/** Returns where blocks begin, and where the lines behind them do, in ascending order. */
function startsOfSections(blocks: readonly CodeBlock[]): Float64Array {
  const starts = new Float64Array(2 * blocks.length);
  blocks.forEach(({ first, last }, i) => {
    starts[2 * i] = first;
    starts[2 * i + 1] = last + 1;
  });
  starts.sort();
  return starts.filter((start, i) => i === 0 || start !== starts[i - 1]);
}

/** Returns the index of a number that is in an ascending list. */
function indexOf(ascending: Float64Array, number: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the first section from a place on that is free; the places on the way then refer to it. */
function freeFrom(next: Uint32Array, place: number): number {
  let free = place;
  while (next[free] !== undefined && next[free] !== free) free = next[free] ?? free;
  for (let at = place; at < free;) {
    const after = next[at] ?? free;
    next[at] = free;
    at = after;
  }
  return free;
}

function appendRun(runs: LineRun[], run: LineRun): void {
  const before = runs.at(-1);
  if (before?.hits === run.hits && before.last + 1 === run.first) before.last = run.last;
  else runs.push(run);
}
