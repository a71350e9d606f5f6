import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { budget } from '../../../../support/budget.ts';
import { textEdits, withTextEdits } from '../../../../support/edits.ts';
import { coverageOrReason, totalsOf } from '../coverage/coverage-of.ts';
import { countedRecords } from './counted-file.ts';

/** What a report says, in a form in which two readings can be compared. */
interface JsonCounts {
  readonly totals: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, unknown>>;
}

/** Returns what the reader finds; `undefined` unless all of it was read without a complaint. */
async function ourReading(text: string): Promise<JsonCounts | undefined> {
  const reading = await coverageOrReason(text);
  if (typeof reading === 'string') return undefined;
  const { files, report } = reading;
  if (report.outcome !== 'parsed' || report.warnings.length > 0) return undefined;
  const counted = countedRecords(files);
  // The record of a report that names no files has no path.
  const named = files.filter(({ written_path }) => written_path !== null);
  const parts = named.map((file) => {
    const path = file.written_path ?? '';
    const { lines, branches } = counted.get(path) ?? {};
    return [path, { totals: totalsOf(file), lines: Object.fromEntries(lines ?? []), branches }];
  });
  return { totals: totalsOf(report), files: Object.fromEntries(parts) as JsonCounts['files'] };
}

interface PythonSummary {
  readonly covered_lines: number;
  readonly num_statements: number;
  readonly covered_branches?: number;
  readonly num_branches?: number;
}

interface PythonReport {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly executed_lines: readonly number[];
        readonly missing_lines: readonly number[];
        readonly executed_branches?: readonly (readonly [number, number])[];
        readonly missing_branches?: readonly (readonly [number, number])[];
        readonly summary: PythonSummary;
      }
    >
  >;
  readonly totals: PythonSummary;
}

/** Reads a report of coverage.py from the parsed document, after the schema in coverage/jsonreport.py. */
function pythonReading({ files, totals }: PythonReport): JsonCounts {
  const totalsIn = (summary: PythonSummary): Readonly<Record<string, string>> => {
    const { covered_lines, num_statements, covered_branches: covered, num_branches } = summary;
    const lines = `${covered_lines}/${num_statements}`;
    // Reports without the option --branch do not have them.
    if (covered === undefined || num_branches === undefined) return { lines };
    return { lines, branches: `${covered}/${num_branches}` };
  };
  const parts = Object.entries(files).map(([path, file]) => {
    const hit = file.executed_lines.map((line) => [line, 1] as const);
    const missed = file.missing_lines.map((line) => [line, 0] as const);
    const branches = [
      ...(file.executed_branches ?? []).map(([from]) => `${from}=1`),
      ...(file.missing_branches ?? []).map(([from]) => `${from}=0`),
    ];
    const lines = Object.fromEntries([...hit, ...missed]);
    return [path, { totals: totalsIn(file.summary), lines, branches: branches.sort() }] as const;
  });
  return { totals: totalsIn(totals), files: Object.fromEntries(parts) };
}

const path = fc.constantFrom('src/a.py', 'src/b c.py', 'é.py', 'constructor');
const total = fc
  .tuple(fc.nat(50), fc.nat(50))
  .map(([covered, missed]) => ({ covered, total: covered + missed }));

const summary = fc.tuple(total, total).map(([lines, branches]) => ({
  covered_lines: lines.covered,
  num_statements: lines.total,
  covered_branches: branches.covered,
  num_branches: branches.total,
}));

const pythonFile = fc
  .record({
    lines: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }),
    hit: fc.nat(12),
    branches: fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 })),
      {
        maxLength: 6,
        selector: ([from, to]) => `${from} ${to}`,
      },
    ),
    summary,
  })
  .map((file) => ({
    executed_lines: file.lines.slice(0, file.hit),
    missing_lines: file.lines.slice(file.hit),
    executed_branches: file.branches.slice(0, file.hit),
    missing_branches: file.branches.slice(file.hit),
    summary: file.summary,
  }));

const pythonReport = fc.record({
  meta: fc.constant({ format: 3, version: '7.6.1', branch_coverage: true }),
  files: fc.dictionary(path, pythonFile, { minKeys: 1, noNullPrototype: true }),
  totals: summary,
});

const UNITS = ['lines', 'statements', 'functions', 'branches'] as const;
type SummaryEntry = Readonly<Record<string, { readonly covered: number; readonly total: number }>>;

/** Reads a summary of Istanbul from the parsed document: the totals of each path, and those of `total`, or else their sum. */
function summaryReading(document: Readonly<Record<string, SummaryEntry>>): JsonCounts {
  const totalsIn = (entry: SummaryEntry): Readonly<Record<string, string>> =>
    Object.fromEntries(
      UNITS.map((unit) => [unit, `${entry[unit]?.covered ?? ''}/${entry[unit]?.total ?? ''}`]),
    );
  const { total: stated, ...files } = document;
  const sumOf = (unit: string, count: 'covered' | 'total'): number =>
    Object.values(files).reduce((sum, file) => sum + (file[unit]?.[count] ?? 0), 0);
  const sums = UNITS.map((unit) => [
    unit,
    { covered: sumOf(unit, 'covered'), total: sumOf(unit, 'total') },
  ]);
  const all = stated ?? (Object.fromEntries(sums) as SummaryEntry);
  const parts = Object.entries(files).map(([name, entry]) => [
    name,
    { totals: totalsIn(entry), lines: {}, branches: [] },
  ]);
  return {
    totals: totalsIn(all),
    files: Object.fromEntries(parts) as JsonCounts['files'],
  };
}

const entry = fc.record({
  lines: total,
  statements: total,
  functions: total,
  branches: total,
});
const istanbulSummary = fc
  .tuple(entry, fc.dictionary(path, entry, { noNullPrototype: true }))
  .map(([all, files]) => ({ total: all, ...files }));

const ADDED = ['{', '}', '[', ']', ',', ':', '"', '\\', '0', '9', '-', '.', 'x', 'null', ' '];

describe.each([
  {
    format: 'coverage.py',
    document: pythonReport,
    secondReading: (parsed: unknown) => pythonReading(parsed as PythonReport),
  },
  {
    format: "Istanbul's summary",
    document: istanbulSummary,
    secondReading: (parsed: unknown) =>
      summaryReading(parsed as Readonly<Record<string, SummaryEntry>>),
  },
])('a report of $format', ({ document, secondReading }) => {
  const report = fc
    .tuple(document, fc.constantFrom(undefined, 1))
    .map(([value, indent]) => JSON.stringify(value, undefined, indent));

  test('is read as by JSON.parse', async () => {
    await fc.assert(
      fc.asyncProperty(report, async (text) => {
        expect(await ourReading(text)).toEqual(secondReading(JSON.parse(text)));
      }),
      { numRuns: budget(500), seed: 1 },
    );
  });

  test('that is damaged is read as by JSON.parse, or not as a whole', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(report, textEdits(ADDED), async (text, edits) => {
        const damaged = withTextEdits(text, edits);
        const ours = await ourReading(damaged);
        if (ours === undefined) return;
        accepted++;
        expect(ours).toEqual(secondReading(JSON.parse(damaged)));
      }),
      { numRuns: budget(2500), seed: 2 },
    );
    expect(accepted).toBeGreaterThan(0);
  });
});
