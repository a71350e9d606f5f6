import { expect, test } from 'vitest';
import fc from 'fast-check';
import libCoverage from 'istanbul-lib-coverage';
import { budget } from '../../../../support/budget.ts';
import { textEdits, withTextEdits } from '../../../../support/edits.ts';
import { coverageOrReason } from '../coverage/coverage-of.ts';
import { countedRecords } from './counted-file.ts';

/** What a file says: its hits by line, and those of its statements, functions and branches, sorted. */
type Counts = Readonly<Record<string, unknown>>;

/** Returns the counts of a report's files by path; `undefined` unless all of it was read without a complaint. */
async function ourReading(text: string): Promise<Counts | undefined> {
  const reading = await coverageOrReason(text);
  if (typeof reading === 'string') return undefined;
  const { files, report } = reading;
  if (report.outcome !== 'parsed' || report.warnings.length > 0) return undefined;
  const counted = countedRecords(files);
  return Object.fromEntries(
    files.map((file) => {
      const { lines, branches = [], functions } = counted.get(file.written_path ?? '') ?? {};
      const statements = (file.statement_hits ?? '').split(',').filter((text) => text !== '');
      return [
        file.written_path ?? '',
        {
          lines: Object.fromEntries(lines ?? []),
          statements: sorted(statements.map((text) => Number(text.split('=')[1]))),
          functions,
          branches: sorted(branches.map((text) => Number(text.split('=')[1]))),
        },
      ];
    }),
  );
}

/** Returns the counts that Istanbul's own library finds; `undefined` if it rejects the report. */
function readingOfLibrary(text: string): Counts | undefined {
  try {
    const map = libCoverage.createCoverageMap(JSON.parse(text) as libCoverage.CoverageMapData);
    const files = map.files().map((path) => map.fileCoverageFor(path));
    return Object.fromEntries(
      files.map((file) => [
        file.path,
        {
          lines: { ...file.getLineCoverage() },
          statements: sorted(Object.values(file.s)),
          functions: sorted(Object.values(file.f)),
          branches: sorted(Object.values(file.b).flat()),
        },
      ]),
    );
  } catch {
    return undefined;
  }
}

function sorted(hits: readonly number[]): readonly number[] {
  return [...hits].sort((left, right) => left - right);
}

const count = fc.oneof(fc.nat(9), fc.nat(2 ** 40));
const place = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.nat(9), fc.nat(3))
  .map(([line, column, more]) => ({
    start: { line, column },
    end: { line: line + more, column: column + 5 },
  }));

const file = fc
  .record({
    statements: fc.array(fc.tuple(place, count), { maxLength: 6 }),
    functions: fc.array(fc.tuple(place, count), { maxLength: 3 }),
    branches: fc.array(fc.tuple(place, fc.array(count, { minLength: 1, maxLength: 3 })), {
      maxLength: 3,
    }),
  })
  .map(({ statements, functions, branches }) => ({
    statementMap: Object.fromEntries(statements.map(([at], i) => [String(i), at])),
    s: Object.fromEntries(statements.map(([, hits], i) => [String(i), hits])),
    fnMap: Object.fromEntries(
      functions.map(([at], i) => [
        String(i),
        { name: 'f', decl: at, loc: at, line: at.start.line },
      ]),
    ),
    f: Object.fromEntries(functions.map(([, hits], i) => [String(i), hits])),
    branchMap: Object.fromEntries(
      branches.map(([at, arms], i) => [
        String(i),
        { loc: at, type: 'if', locations: arms.map(() => at), line: at.start.line },
      ]),
    ),
    b: Object.fromEntries(branches.map(([, arms], i) => [String(i), arms])),
  }));

const report = fc
  .tuple(
    fc.dictionary(fc.constantFrom('/r/a.js', '/r/b c.ts', '/r/é.tsx'), file, {
      minKeys: 1,
      noNullPrototype: true,
    }),
    fc.constantFrom(undefined, 1),
  )
  .map(([files, indent]) => {
    const withPaths = Object.entries(files).map(([path, data]) => [path, { path, ...data }]);
    return JSON.stringify(Object.fromEntries(withPaths), undefined, indent);
  });

test("a report is read as by Istanbul's library", async () => {
  await fc.assert(
    fc.asyncProperty(report, async (text) => {
      const second = readingOfLibrary(text);
      expect(second).toBeDefined();
      expect(await ourReading(text)).toEqual(second);
    }),
    { numRuns: budget(600), seed: 1 },
  );
});

const ADDED = ['{', '}', '[', ']', ',', ':', '"', '\\', '0', '9', '-', 'x', 'null', ' ', '\0'];

test("a damaged report that Istanbul's library reads is read alike, and what is no JSON never as a whole", async () => {
  let [accepted, broken] = [0, 0];
  await fc.assert(
    fc.asyncProperty(report, textEdits(ADDED), async (text, edits) => {
      const damaged = withTextEdits(text, edits);
      const [ours, second] = [await ourReading(damaged), readingOfLibrary(damaged)];
      if (!isJson(damaged)) {
        broken++;
        expect(ours).toBeUndefined();
      } else if (ours !== undefined && second !== undefined) {
        accepted++;
        expect(ours).toEqual(second);
      }
    }),
    { numRuns: budget(3000), seed: 2 },
  );
  expect(accepted).toBeGreaterThan(0);
  expect(broken).toBeGreaterThan(0);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
