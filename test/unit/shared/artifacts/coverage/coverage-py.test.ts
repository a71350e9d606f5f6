import { describe, expect, test } from 'vitest';
import { coverageOf, totalsOf } from './coverage-of.ts';
import { SAMPLES } from './samples.ts';

const SUMMARY = { covered_lines: 2, num_statements: 3, percent_covered: 66.7, missing_lines: 1 };
const FILE = { executed_lines: [1, 2], missing_lines: [7], excluded_lines: [], summary: SUMMARY };

const report = (files: object, totals: object = SUMMARY): string =>
  JSON.stringify({ meta: { version: '7.6.1', branch_coverage: false }, files, totals });

describe('the JSON report of coverage.py', () => {
  test('with branches', async () => {
    const { files, report: record } = await coverageOf(SAMPLES.coverage_py);
    expect(record).toMatchObject({
      format: 'coverage_py',
      files: 1,
      outcome: 'parsed',
      warnings: [],
    });
    expect([record, ...files].map(totalsOf)).toEqual([
      { lines: '2/3', branches: '1/2' },
      { lines: '2/3', branches: '1/2' },
    ]);
    expect(files).toMatchObject([
      {
        path: 'src/a.py',
        language: 'python',
        coverage_ratio: 2 / 3,
        line_hits: '1-2=1,5=0',
        statement_hits: null,
        // The second branch leads to the exit of the code, whose line is negative.
        branch_hits: '2.0.5=1,2.1.1=0',
      },
    ]);
  });

  test('without branches', async () => {
    const { files, report: record } = await coverageOf(report({ 'a.py': FILE }));
    expect([record, ...files].map(totalsOf)).toEqual([{ lines: '2/3' }, { lines: '2/3' }]);
    expect(files).toMatchObject([{ line_hits: '1-2=1,7=0', branch_hits: null }]);
  });

  test('the totals that it states count', async () => {
    const stated = { ...SUMMARY, covered_lines: 20, num_statements: 40 };
    const { files, report: record } = await coverageOf(
      report({ 'a.py': { ...FILE, summary: { ...SUMMARY, num_statements: 9 } } }, stated),
    );
    expect([record, ...files].map(totalsOf)).toEqual([{ lines: '20/40' }, { lines: '2/9' }]);
  });

  test('with regions and contexts of newer versions is read alike', async () => {
    const functions = { f: FILE, '': FILE };
    const contexts = { 1: ['test_a'] };
    const newer = await coverageOf(
      report({ 'a.py': { ...FILE, functions, classes: {}, contexts } }),
    );
    expect(newer).toEqual(await coverageOf(report({ 'a.py': FILE })));
  });

  test('without files has totals only', async () => {
    const none = { covered_lines: 0, num_statements: 0 };
    const { files, report: record } = await coverageOf(report({}, none));
    expect(record).toMatchObject({ format: 'coverage_py', files: 0, lines_total: 0 });
    expect(files).toMatchObject([{ path: null, lines_total: 0, coverage_ratio: null }]);
  });

  test('that was cut off has the totals of the files before', async () => {
    const text = report({ 'a.py': FILE, 'b.py': FILE });
    const { files, report: record } = await coverageOf(text.slice(0, text.indexOf('"b.py"')));
    expect(files.map(({ path }) => path)).toEqual(['a.py']);
    expect(record).toMatchObject({
      outcome: 'salvaged',
      reason: 'cut off inside of a JSON document',
      lines_total: 3,
      lines_covered: 2,
    });
  });
});
