import { expect, test } from 'vitest';
import fc from 'fast-check';
import { budget } from '../../../../support/budget.ts';
import { textEdits, withTextEdits } from '../../../../support/edits.ts';
import { coverageOf, coverageOrReason } from '../coverage/coverage-of.ts';
import { countedFiles, countedRecords } from './counted-file.ts';
import { lcovReading } from './lcov-reading.ts';

const number = fc.oneof(fc.nat(12), fc.nat(2 ** 30));
const name = fc.constantFrom('main', 'operator()(int, char)', '_ZN1aC2Ev', 'f', 'é');

const record = fc.oneof(
  fc.tuple(number, number).map(([line, count]) => `DA:${line},${count}`),
  fc.tuple(number, number).map(([line, count]) => `DA:${line},${count},aGVsbG8=`),
  fc
    .tuple(number, fc.nat(2), fc.constantFrom('0', '1', 'then'), fc.constantFrom('-', '0', '7'))
    .map(([line, block, branch, taken]) => `BRDA:${line},${block},${branch},${taken}`),
  fc.tuple(number, name).map(([line, called]) => `FN:${line},${called}`),
  fc.tuple(number, number, name).map(([line, last, called]) => `FN:${line},${last},${called}`),
  fc.tuple(number, name).map(([count, called]) => `FNDA:${count},${called}`),
  fc.constantFrom('LF:3', 'LH:1', 'FNF:2', 'BRH:0', 'VER:x', '# a comment', ''),
);

const file = fc
  .tuple(fc.constantFrom('/a/b.c', '/a/b c.c', '/a/é.c', 'd.c'), fc.array(record))
  .map(([path, records]) => [`SF:${path}`, ...records, 'end_of_record', '']);

const trace = fc
  .tuple(fc.array(file, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n'))
  .map(([files, end]) => ['TN:unit', ...files.flat()].join(end));

test('a trace file is read as by the manual', async () => {
  await fc.assert(
    fc.asyncProperty(trace, async (text) => {
      const { files, report } = await coverageOf(text);
      const second = lcovReading(text);
      expect(second.isClean).toBe(true);
      expect(countedRecords(files)).toEqual(countedFiles(second.files));
      expect(report).toMatchObject({ outcome: 'parsed', warnings: [] });
    }),
    { numRuns: budget(600), seed: 1 },
  );
});

const ADDED = ['\n', ',', ':', '-', '0', '9', 'x', ' ', 'DA:1,1\n', 'SF:z\n', 'end_of_record\n'];

test('of a damaged trace file, what has only lines of the manual is read alike, and the rest not silently', async () => {
  await fc.assert(
    fc.asyncProperty(trace, textEdits(ADDED), async (text, edits) => {
      const damaged = `TN:\n${withTextEdits(text, edits)}`;
      const reading = await coverageOrReason(damaged);
      const { files, doubtful, isClean } = lcovReading(damaged);
      const sure = [...countedFiles(files)].filter(([path]) => !doubtful.has(path));
      if (typeof reading === 'string') {
        expect(sure).toEqual([]);
        return;
      }
      const ours = countedRecords(reading.files);
      for (const [path, counted] of sure) expect(ours.get(path)).toEqual(counted);
      const { outcome, warnings } = reading.report;
      if (!isClean) expect({ outcome, warnings }).not.toEqual({ outcome: 'parsed', warnings: [] });
    }),
    { numRuns: budget(2500), seed: 2 },
  );
});
