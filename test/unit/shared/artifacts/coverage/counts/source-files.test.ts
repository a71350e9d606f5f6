import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Combination } from '../../../../../../shared/artifacts/coverage/counts/count-table.ts';
import { growth, LESS_THAN_QUADRATIC } from '../../../../../support/thread-time.ts';
import { lineHitsText } from '../../../../../../shared/artifacts/coverage/counts/hits-text.ts';
import { SourceFiles } from '../../../../../../shared/artifacts/coverage/counts/source-files.ts';
import { budget } from '../../../../../support/budget.ts';

/** Lines that a report tells about one of a few files, in visits of the file. */
const visits = fc.array(
  fc.record({
    path: fc.constantFrom('a.c', 'b.c', 'c.c'),
    lines: fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 5 }),
  }),
  { maxLength: 60 },
);

describe.each<Combination>(['sum', 'max'])('counts of the same line are combined: %s', (how) => {
  test('however often a report returns to a file', () => {
    fc.assert(
      fc.property(visits, (all) => {
        const files = new SourceFiles(how);
        const expected = new Map<string, Map<number, number>>();
        for (const { path, lines } of all) {
          const file = files.open(path);
          const counts = expected.get(path) ?? new Map<number, number>();
          expected.set(path, counts);
          for (const [line, count] of lines) {
            file.lines.add(line, count);
            const before = counts.get(line) ?? 0;
            counts.set(line, how === 'sum' ? before + count : Math.max(before, count));
          }
        }
        expect(files.paths()).toEqual([...expected.keys()].sort());
        for (const [path, counts] of expected) {
          const inOrder = [...counts].sort(([left], [right]) => left - right).flat();
          expect([...Array.from(files.entries(path).get('lines') ?? [])]).toEqual(inOrder);
        }
      }),
      { numRuns: budget(300) },
    );
  });

  test('also in a file of more lines than fit into its table', () => {
    const files = new SourceFiles(how);
    const file = files.open('a.c');
    for (let round = 0; round < 2; round++) {
      for (let line = 200_000; line > 0; line--) file.lines.add(line, 2);
    }
    const hits = how === 'sum' ? 4 : 2;
    expect(files.counts('a.c').lines).toEqual([{ first: 1, last: 200_000, hits }]);
  });
});

test('what a report states counts, whatever it lists', () => {
  const files = new SourceFiles('max');
  const file = files.open('a.c');
  file.lines.add(1, 1);
  file.state('lines', { total: 9, covered: 8 });
  files.open('b.c').stateRatio(0.5);
  expect(files.size).toBe(2);
  expect(files.counts('a.c')).toMatchObject({
    totals: { lines: { total: 9, covered: 8 } },
    lines: [{ first: 1, last: 1, hits: 1 }],
  });
  expect(files.counts('b.c')).toMatchObject({ totals: {}, ratio: 0.5 });
});

test('hits that do not fit into a row are left out, and counted', () => {
  const files = new SourceFiles('sum');
  const file = files.open('a.c');
  for (let line = 1; line <= 150_000; line++) file.lines.add(line, line);
  const { totals, lines } = files.counts('a.c');
  expect(totals).toEqual({ lines: { total: 150_000, covered: 150_000 } });
  expect(lineHitsText(lines)).toBeNull();
});

test('the time for a report that returns to its files very often is not quadratic', async () => {
  const visits = (count: number) => {
    const files = new SourceFiles('sum');
    for (let line = 0; line < count; line++) files.open(`${line % 2}.c`).lines.add(line, 1);
    expect(files.counts('0.c').totals.lines?.total).toBe(Math.ceil(count / 2));
  };
  expect(await growth(visits, 160_000)).toBeLessThan(LESS_THAN_QUADRATIC);
});
