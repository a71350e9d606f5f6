import { describe, expect, test } from 'vitest';
import { coverageOf, coverageOrReason, totalsOf } from './coverage-of.ts';
import { SAMPLES } from './samples.ts';

type Segment = readonly (number | boolean)[];

const SUMMARY = { lines: { count: 9, covered: 8 }, functions: { count: 2, covered: 1 } };

const file = (segments: readonly Segment[], filename = '/work/src/a.cc'): object => ({
  filename,
  segments,
  summary: SUMMARY,
});
const report = (files: readonly object[]): string =>
  JSON.stringify({
    data: [{ files, functions: [{ name: 'f' }], totals: SUMMARY }],
    type: 'llvm.coverage.json.export',
    version: '2.0.1',
  });

/** Segments: a region begins, a skipped region begins, a gap begins, or the region around goes on or has ended. */
const begin = (line: number, hits: number): Segment => [line, 1, hits, true, true, false];
const skip = (line: number): Segment => [line, 1, 0, false, true, false];
const gap = (line: number, hits: number): Segment => [line, 1, hits, true, true, true];
const goOn = (line: number, hits: number): Segment => [line, 1, hits, true, false, false];
const end = (line: number): Segment => [line, 1, 0, false, false, false];

describe('the export of llvm-cov', () => {
  test('states totals of all files and of each', async () => {
    const { files, report: record } = await coverageOf(SAMPLES.llvm);
    const totals = { lines: '2/3', branches: '1/2', functions: '1/1' };
    expect(record).toMatchObject({ format: 'llvm', files: 1, outcome: 'parsed', warnings: [] });
    expect([record, ...files].map(totalsOf)).toEqual([totals, totals]);
    expect(files).toMatchObject([
      { path: 'src/a.rs', language: 'rust', line_hits: '1-3=4', statement_hits: null },
    ]);
  });

  test('lists both outcomes of conditions, those of several instances of a template once', async () => {
    const branches = [
      [11, 28, 11, 29, 3, 1, 0, 0, 4],
      [12, 9, 12, 22, 0, 0, 0, 0, 4],
      [11, 28, 11, 29, 0, 2, 0, 0, 4],
    ];
    const { files } = await coverageOf(report([{ ...file([begin(1, 3), end(4)]), branches }]));
    expect(files).toMatchObject([{ branch_hits: '11.28.0=3,11.28.1=3,12.9.0=0,12.9.1=0' }]);
  });

  test.each([
    { what: 'a region of several lines', segments: [begin(1, 3), end(4)], hits: '1-4=3' },
    {
      what: 'lines between functions have no code',
      segments: [begin(1, 3), end(2), begin(6, 0), end(7)],
      hits: '1-2=3,6-7=0',
    },
    {
      what: 'a line inside of the region around it',
      segments: [begin(1, 5), begin(3, 0), goOn(4, 5), end(6)],
      hits: '1-3=5,4=0,5-6=5',
    },
    {
      what: 'the region that ran most',
      segments: [begin(1, 1), begin(2, 9), goOn(2, 1), end(3)],
      hits: '1=1,2=9,3=1',
    },
    {
      what: 'a body that never ran',
      segments: [begin(1, 5), begin(2, 0), goOn(5, 5), end(6)],
      hits: '1-2=5,3-5=0,6=5',
    },
    {
      what: 'a gap counts for the lines after it only',
      segments: [begin(1, 5), gap(2, 0), goOn(4, 5), end(5)],
      hits: '1-2=5,3-4=0,5=5',
    },
    {
      what: 'a gap that is not inside of a region',
      segments: [begin(1, 5), end(2), gap(4, 7), end(5)],
      hits: '1-2=5,4=0,5=7',
    },
    {
      what: 'a skipped region has no code',
      segments: [begin(1, 5), skip(3), goOn(5, 5), end(7)],
      hits: '1-2=5,6-7=5',
    },
    {
      what: 'a counted region on the line of a skipped one',
      segments: [begin(1, 5), skip(3), begin(3, 2), end(4)],
      hits: '1-3=5,4=2',
    },
    {
      what: 'five numbers a segment before LLVM 9',
      segments: [
        [1, 1, 2, true, true],
        [2, 1, 0, false, false],
      ],
      hits: '1-2=2',
    },
    { what: 'no segments', segments: [], hits: null },
  ])('$what', async ({ segments, hits }) => {
    const { files } = await coverageOf(report([file(segments)]));
    expect(files.map(({ line_hits }) => line_hits)).toEqual([hits]);
  });

  test('without branches, as older versions write it', async () => {
    const { files, report: record } = await coverageOf(report([file([begin(1, 1), end(2)])]));
    expect([record, ...files].map(totalsOf)).toEqual([
      { lines: '8/9', functions: '1/2' },
      { lines: '8/9', functions: '1/2' },
    ]);
  });

  test('of a summary only has no segments', async () => {
    const { files } = await coverageOf(report([{ filename: 'a.cc', summary: SUMMARY }]));
    expect(files).toMatchObject([{ path: 'a.cc', lines_total: 9, line_hits: null }]);
  });

  test('of cargo llvm-cov has one more member', async () => {
    const text = `${SAMPLES.llvm.slice(0, -1)},"cargo_llvm_cov":{"version":"0.6"}}`;
    expect(await coverageOf(text)).toEqual(await coverageOf(SAMPLES.llvm));
  });

  test('that was cut off is salvaged', async () => {
    const text = report([file([begin(1, 1), end(2)]), file([], 'b.cc')]);
    const { report: record } = await coverageOf(text.slice(0, text.indexOf('b.cc')));
    expect(record).toMatchObject({ outcome: 'salvaged', files: 1, lines_total: 9 });
  });

  test('is rejected without files', async () => {
    const text = '{"data":[],"type":"llvm.coverage.json.export","version":"2.0.1"}';
    expect(await coverageOrReason(text)).toBe(
      'JSON of no known format of coverage: it has no files',
    );
  });
});
