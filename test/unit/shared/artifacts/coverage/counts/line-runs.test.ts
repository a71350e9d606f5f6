import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  runsOfBlocks,
  runsOfLines,
  type CodeBlock,
  type LineRun,
} from '../../../../../../shared/artifacts/coverage/counts/line-runs.ts';
import { budget } from '../../../../../support/budget.ts';

/** Returns the runs of lines, counted line by line. */
function lineByLine(blocks: readonly CodeBlock[]): readonly LineRun[] {
  const hits = new Map<number, number>();
  for (const block of blocks) {
    for (let line = block.first; line <= block.last; line++) {
      hits.set(line, Math.max(hits.get(line) ?? 0, block.hits));
    }
  }
  return runsOfLines([...hits].sort(([left], [right]) => left - right).flat());
}

const block = (maxGap: number, maxLength: number): fc.Arbitrary<CodeBlock> =>
  fc
    .tuple(fc.nat(maxGap), fc.nat(maxLength), fc.nat(3))
    .map(([first, length, hits]) => ({ first, last: first + length, hits }));

/** Blocks of which each begins on the last line of the one before, or later, as in code without closures. */
const blocksInRow = fc.array(block(2, 3)).map((blocks) => {
  let end = 1;
  return blocks.map(({ first, last, hits }) => {
    const moved = { first: end + first, last: end + last, hits };
    end = moved.last;
    return moved;
  });
});

const anyBlocks = fc
  .array(block(40, 25), { maxLength: 30 })
  .map((blocks) => blocks.sort((left, right) => left.first - right.first));

describe('the runs of blocks are those of their lines, one by one', () => {
  test.each([
    { what: 'blocks in a row', blocks: blocksInRow },
    { what: 'blocks that are nested or overlap', blocks: anyBlocks },
  ])('$what', ({ blocks }) => {
    fc.assert(
      fc.property(blocks, (of) => {
        expect(runsOfBlocks(of)).toEqual(lineByLine(of));
      }),
      { numRuns: budget(2000) },
    );
  });

  test('many blocks inside of each other take no long time', () => {
    const count = 20_000;
    const blocks = Array.from({ length: count }, (_, i) => ({
      first: i,
      last: 2 * count - i,
      hits: i,
    }));
    const runs = runsOfBlocks(blocks);
    expect(runs).toHaveLength(2 * count - 1);
    expect(runs[count - 1]).toEqual({ first: count - 1, last: count + 1, hits: count - 1 });
  });
});

test.each([
  { what: 'no lines', numbers: undefined, runs: [] },
  {
    what: 'consecutive lines with equal counts',
    numbers: [1, 2, 2, 2, 3, 0, 5, 0],
    runs: [
      [1, 2, 2],
      [3, 3, 0],
      [5, 5, 0],
    ],
  },
])('runs of $what', ({ numbers, runs }) => {
  expect(runsOfLines(numbers)).toEqual(runs.map(([first, last, hits]) => ({ first, last, hits })));
});
