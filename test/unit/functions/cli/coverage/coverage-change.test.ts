import { expect, test } from 'vitest';
import fc from 'fast-check';
import { coverageChanges } from '../../../../../functions/cli/coverage/coverage-change.ts';
import type { ProjectCoverage } from '../../../../../functions/cli/coverage/file-coverage.ts';
import { runsOfLines } from '../../../../../shared/artifacts/coverage/counts/line-runs.ts';
import { budget } from '../../../../support/budget.ts';

const PATH = 'a.c';

function projectOf(lines: ReadonlyMap<number, number>): ProjectCoverage {
  const numbers = [...lines].sort(([left], [right]) => left - right).flat();
  const covered = [...lines.values()].filter((hits) => hits > 0).length;
  const totals = { lines: { total: lines.size, covered } };
  const file = { path: PATH, totals, ratio: null, lines: runsOfLines(numbers) };
  return { files: new Map([[PATH, file]]), all: { totals, ratio: null } };
}

const linesOfFile = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(2)));

test('lost lines are those that only ran before, if the code is on the same lines', () => {
  fc.assert(
    fc.property(linesOfFile, linesOfFile, fc.boolean(), (first, second, isSame) => {
      const before = new Map(first);
      const after = new Map(second);
      if (isSame) {
        for (const line of [...after.keys()]) if (!before.has(line)) after.delete(line);
        for (const line of before.keys()) if (!after.has(line)) after.set(line, 0);
      }
      const lost = [...before.keys()]
        .filter((line) => (before.get(line) ?? 0) > 0 && after.get(line) === 0)
        .sort((left, right) => left - right);
      const hasSameLines =
        before.size === after.size && [...before.keys()].every((line) => after.has(line));
      const [change] = coverageChanges(projectOf(before), projectOf(after));
      const found = change?.lost?.flatMap((run) =>
        Array.from({ length: run.last - run.first + 1 }, (_, i) => run.first + i),
      );
      if (hasSameLines) expect(found ?? []).toEqual(lost);
      else expect(found).toBeUndefined();
    }),
    { numRuns: budget(1000) },
  );
});
