import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { kindOfContent } from '../../../shared/artifacts/content.ts';
import { readCoverage } from '../../../shared/artifacts/coverage/read-coverage.ts';
import type {
  CoverageRecord,
  SourceFileRecord,
} from '../../../shared/artifacts/coverage/records.ts';
import { UnreadableArtifactError } from '../../../shared/errors.ts';
import { POLICIES } from '../../support/policies.ts';
import { describeIf } from '../../support/required.ts';
import { CORPUS, HAS_CORPUS, readTruth, type Truth } from './truth.ts';

const COVERAGE = readTruth(/^coverage\//);
const HOSTILE = readTruth(/^hostile\/own\/coverage\//);
/** Reports of other tools; the truth counts OpenCover among them, which is read. */
const FOREIGN = readTruth(/^hostile\/ReportGenerator\/(?!.*\/OpenCover[^/]*\.xml$)/);
const OPEN_COVER = readTruth(/^hostile\/ReportGenerator\/.*\/OpenCover[^/]*\.xml$/);

interface Reading {
  readonly files: readonly SourceFileRecord[];
  readonly report?: CoverageRecord;
  readonly rejected?: string;
}

async function read(path: string): Promise<Reading> {
  const files: SourceFileRecord[] = [];
  try {
    const bytes = createReadStream(fileURLToPath(CORPUS) + path);
    for await (const batch of readCoverage(bytes, { policies: POLICIES })) {
      for (const record of batch) {
        if (record.kind === 'coverage') return { files, report: record };
        files.push(record);
      }
    }
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return { files, rejected: error.message };
    throw error;
  }
  throw new Error('no record of the report');
}

/** Reports whose classes list no lines of their own: those of their methods count, for which the truth has other names. */
const METHOD_LINES: ReadonlySet<string> = new Set([
  'coverage/ReportGenerator/Other/Cobertura_Swift.xml',
]);

/**
 * Clover reports of Istanbul, with the lines that Istanbul counts as covered: there, `falsecount` is the number of branches that
 * did not run, and a line whose count is 0 did not run. The truth takes `falsecount` for a number of times.
 */
const LINES_OF_ISTANBUL: ReadonlyMap<string, number> = new Map([
  ['coverage/coverage-reporter/clover/clover-unleash.xml', 109],
]);

type Counts = Readonly<Record<string, number | undefined>>;

/** Returns the counts of the truth. Those of functions are left out, since it cuts names in LCOV at commas. */
function countsOf(path: string, truth: Truth): Counts {
  const { statements_total, statements_covered, branches_total, branches_covered } = truth;
  const ofMethods = METHOD_LINES.has(path);
  return {
    lines_total: ofMethods ? truth.lines_total_with_method_lines : truth.lines_total,
    lines_covered:
      LINES_OF_ISTANBUL.get(path) ??
      (ofMethods ? truth.lines_covered_with_method_lines : truth.lines_covered),
    statements_total,
    statements_covered,
    branches_total,
    branches_covered,
  };
}

/** Expects the counts of the truth. Where the format does not tell, the truth has 0. */
function expectCounts(report: CoverageRecord | undefined, counts: Counts): void {
  const known = Object.entries(counts).filter(([, count]) => count !== undefined);
  const columns: Readonly<Record<string, unknown>> = { ...report };
  const got = known.map(([name]) => [name, columns[name] ?? 0]);
  expect(Object.fromEntries(got)).toEqual(Object.fromEntries(known));
}

/** Expects that the records of files add up to the totals, unless the report states totals that its lists do not have. */
function expectSums({ files, report }: Reading): void {
  expect(files.filter(({ path }) => path !== null)).toHaveLength(report?.files ?? 0);
  for (const { line_hits, lines_total } of files) {
    if (line_hits !== null) expect(lines_total).toBeGreaterThan(0);
  }
}

describeIf(HAS_CORPUS, '../shared/corpus is missing')('the samples of coverage', () => {
  test('are complete', () => {
    expect(COVERAGE.length).toBeGreaterThan(60);
    expect(HOSTILE.length).toBeGreaterThan(30);
    expect(FOREIGN).toHaveLength(10);
    expect(OPEN_COVER).toHaveLength(3);
  });

  test.each([...COVERAGE, ...HOSTILE])('$path', async ({ path, truth }) => {
    const reading = await read(path);
    const { report, rejected } = reading;
    if (truth.expect === 'reject') expect(report?.outcome ?? 'rejected').not.toBe('parsed');
    if (truth.expect === 'accept') {
      expect({ rejected, outcome: report?.outcome }).toEqual({ outcome: 'parsed' });
      expectCounts(report, countsOf(path, truth));
      if (typeof truth.files === 'number') expect(report?.files).toBe(truth.files);
    }
    if (report !== undefined) expectSums(reading);
  });

  test.each(FOREIGN)('$path is of another format', async ({ path, truth }) => {
    expect(truth.expect).toBe('reject');
    expect((await read(path)).rejected).toMatch(/not a coverage report|of no known format/);
  });

  test.each(OPEN_COVER)('$path is read', async ({ path }) => {
    const reading = await read(path);
    expect(reading.report).toMatchObject({ format: 'opencover', outcome: 'parsed', warnings: [] });
    expect(reading.report?.statements_total).toBeGreaterThan(0);
    expectSums(reading);
  });

  test.each(COVERAGE.filter(({ truth }) => truth.expect === 'accept'))(
    '$path is known by its content, whatever its name is',
    async ({ path }) => {
      const kind = await kindOfContent(createReadStream(fileURLToPath(CORPUS) + path));
      expect(kind).toBe('coverage');
    },
  );
});
