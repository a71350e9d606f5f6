import { describe, expect, test } from 'vitest';
import { coverageOf, coverageOrReason, hitsOf, totalsOf } from './coverage-of.ts';

const record = (...lines: readonly string[]): string =>
  ['SF:src/a.c', ...lines, 'end_of_record', ''].join('\n');

describe('a trace file', () => {
  test('counts lines, branches and functions', async () => {
    const { files, report } = await coverageOf(
      `TN:unit\n${record('VER:1', 'FN:1,f', 'FNDA:2,f', 'FN:7,g', 'FNDA:0,g', 'BRDA:2,0,0,2', 'BRDA:2,0,1,0', 'DA:1,2', 'DA:2,2', 'DA:7,0', 'LF:3', 'LH:2')}`,
    );
    expect(report).toMatchObject({ format: 'lcov', files: 1, outcome: 'parsed', warnings: [] });
    expect(totalsOf(report)).toEqual({ lines: '2/3', branches: '1/2', functions: '1/2' });
    expect(files).toMatchObject([
      {
        path: 'src/a.c',
        language: 'c',
        coverage_ratio: 2 / 3,
        line_hits: '1-2=2,7=0',
        statement_hits: null,
        branch_hits: '2.0.0=2,2.0.1=0',
      },
    ]);
  });

  test('has no branches and functions if it has no records of them', async () => {
    const { report } = await coverageOf(record('DA:1,1'));
    expect(totalsOf(report)).toEqual({ lines: '1/1' });
  });

  test.each([
    { what: 'lines that occur twice are added', lines: ['DA:1,2', 'DA:1,3'], hits: '1=5' },
    { what: 'checksums of lines are passed over', lines: ['DA:1,2,abc/+=='], hits: '1=2' },
    {
      what: 'counts in another notation are read',
      lines: ['DA:1,1e3', 'DA:2,0.4'],
      hits: '1=1000,2=1',
    },
    {
      what: 'counts beyond 2^53 become 2^53 - 1',
      lines: ['DA:1,99999999999999999999'],
      hits: '1=9007199254740991',
    },
    {
      what: 'a count of 400 digits is a count',
      lines: [`DA:1,${'9'.repeat(400)}`],
      hits: '1=9007199254740991',
    },
    {
      what: 'lines in any order are sorted',
      lines: ['DA:9,1', 'DA:3,0', 'DA:8,1'],
      hits: '3=0,8-9=1',
    },
    {
      what: 'zeros in front of a line number do not count, with and without a checksum',
      lines: ['DA:00000000007,1', 'DA:00000000008,1,abc'],
      hits: '7-8=1',
    },
    { what: 'line 0 is a line', lines: ['DA:0,1'], hits: '0=1' },
    { what: 'blanks at the end of a line are passed over', lines: ['DA:1,2 \t'], hits: '1=2' },
  ])('$what', async ({ lines, hits }) => {
    const { report, files } = await coverageOf(record(...lines));
    expect(files.map(({ line_hits }) => line_hits)).toEqual([hits]);
    expect(report).toMatchObject({ outcome: 'parsed', warnings: [] });
  });

  test('with line ends of Windows is read alike', async () => {
    const text = record('DA:1,2', 'BRDA:1,0,0,1', 'FN:1,f', 'FNDA:1,f');
    expect(await coverageOf(text.replaceAll('\n', '\r\n'))).toEqual(await coverageOf(text));
  });

  test('may return to a file, whose counts are added then', async () => {
    const text = record('DA:1,1', 'DA:2,0', 'BRDA:1,0,0,1', 'FN:1,f', 'FNDA:1,f');
    const { files, report } = await coverageOf(`${text}SF:b.c\nDA:1,0\nend_of_record\n${text}`);
    expect(report.files).toBe(2);
    expect(totalsOf(report)).toEqual({ lines: '1/3', branches: '1/1', functions: '1/1' });
    expect(files[1]).toMatchObject({ line_hits: '1=2,2=0', branch_hits: '1.0.0=2' });
  });

  test('states sums that are not used, since some writers count instances', async () => {
    const { report } = await coverageOf(record('DA:1,1', 'LF:100', 'LH:100', 'BRF:9', 'BRH:9'));
    expect(totalsOf(report)).toEqual({ lines: '1/1' });
  });

  test('may begin with comments', async () => {
    const { report } = await coverageOf(`# made by hand\n\n${record('DA:1,1')}`);
    expect(report).toMatchObject({ files: 1, warnings: [] });
  });
});

describe('branches', () => {
  test.each([
    { what: 'a branch whose line never ran', lines: ['BRDA:1,0,0,-'], hits: '1.0.0=0' },
    {
      what: 'the same branch twice',
      lines: ['BRDA:1,0,0,-', 'BRDA:1,0,0,2', 'BRDA:1,0,0,3'],
      hits: '1.0.0=5',
    },
    {
      what: 'the order of lines, blocks and branches',
      lines: ['BRDA:2,0,0,1', 'BRDA:1,1,0,2', 'BRDA:1,0,1,3'],
      hits: '1.0.1=3,1.1.0=2,2.0.0=1',
    },
  ])('$what', async ({ lines, hits }) => {
    expect((await hitsOf(record(...lines))).branches).toBe(hits);
  });

  test('are told apart by names and blocks, not by the mark of exceptions, as LCOV 2 does', async () => {
    const { report } = await coverageOf(
      record(
        'BRDA:1,e0,a == 1, b == 2,1',
        'BRDA:1,e0,!(a == 1, b == 2),-',
        'BRDA:1,0,!(a == 1, b == 2),0',
        'BRDA:1,1,a == 1, b == 2,0',
      ),
    );
    expect(totalsOf(report)).toEqual({ branches: '1/3' });
    expect(report.warnings).toEqual([]);
  });
});

describe('functions', () => {
  test.each([
    { what: 'LCOV 1', lines: ['FN:1,f', 'FN:5,g', 'FNDA:3,f', 'FNDA:0,g'], total: '1/2' },
    {
      what: 'LCOV 1 with the last line',
      lines: ['FN:1,4,f', 'FN:5,9,g', 'FNDA:3,f'],
      total: '1/2',
    },
    { what: 'LCOV 2', lines: ['FNL:0,1,4', 'FNA:0,3,f', 'FNL:1,5', 'FNA:1,0,g'], total: '1/2' },
    {
      what: 'LCOV 2 with two names of a function',
      lines: ['FNL:0,1,4', 'FNA:0,3,f<int>', 'FNA:0,0,f<long>'],
      total: '1/2',
    },
    {
      what: 'names with commas',
      lines: ['FN:1,f(int, int)', 'FNDA:1,f(int, int)', 'FN:2,f(int, long)', 'FNDA:0,f(int, long)'],
      total: '1/2',
    },
    { what: 'calls without a place', lines: ['FNDA:1,f'], total: '1/1' },
  ])('$what', async ({ lines, total }) => {
    const { report } = await coverageOf(record(...lines));
    expect(totalsOf(report)).toEqual({ functions: total });
    expect(report.warnings).toEqual([]);
  });
});

describe('irregular lines', () => {
  test.each([
    { line: 'DA:2,-1', hits: '1=1,2=0', warning: 'a negative count was read as 0' },
    { line: 'BRDA:2,0,0,-3', hits: '1=1', warning: 'a negative count was read as 0' },
    { line: 'DA:2', hits: '1=1', warning: 'a line that is no record was passed over' },
    { line: 'DA:x,1', hits: '1=1', warning: 'a line that is no record was passed over' },
    { line: 'DA:2,many', hits: '1=1', warning: 'a line that is no record was passed over' },
    { line: 'DA:99999999999,1', hits: '1=1', warning: 'a line that is no record was passed over' },
    { line: 'BRDA:2,0,1', hits: '1=1', warning: 'a line that is no record was passed over' },
    { line: 'FN:x', hits: '1=1', warning: 'a line that is no record was passed over' },
    { line: 'hello', hits: '1=1', warning: 'a line that is no record was passed over' },
  ])('$line', async ({ line, hits, warning }) => {
    const { files, report } = await coverageOf(record('DA:1,1', line));
    expect(files.map(({ line_hits }) => line_hits)).toEqual([hits]);
    expect(report).toMatchObject({ outcome: 'parsed', warnings: [warning] });
  });

  test('a record without a path is passed over', async () => {
    const { report } = await coverageOf(`SF:\nDA:1,1\nend_of_record\n${record('DA:1,1')}`);
    expect(report).toMatchObject({
      files: 1,
      lines_total: 1,
      warnings: [
        'a record without a path was passed over',
        'a line that is no record was passed over',
      ],
    });
  });
});

describe('damage', () => {
  test('a record without an end is salvaged', async () => {
    const text = 'SF:a.c\nDA:1,1\nDA:2,0\n';
    expect((await coverageOf(text)).report).toMatchObject({
      outcome: 'salvaged',
      reason: 'cut off inside the record of a source file',
      lines_total: 2,
      lines_covered: 1,
    });
  });

  test.each([
    ['DA:2,1', { lines: '1/1' }],
    ['FNDA:5,fo', { lines: '1/1' }],
    ['BRDA:1,0,0,1', { lines: '1/1' }],
    ['end_of_recor', { lines: '1/1' }],
    ['end_of_record\nSF:src/a', { lines: '1/1' }],
  ])('the last line %j may be cut off, and is not read without its end', async (end, totals) => {
    const { report } = await coverageOf(`SF:src/a.c\nDA:1,1\n${end}`);
    expect(report).toMatchObject({ files: 1, outcome: 'salvaged' });
    expect(totalsOf(report)).toEqual(totals);
  });

  test('the end of the last record may have no line end', async () => {
    const { report } = await coverageOf(record('DA:1,1').trimEnd());
    expect(report).toMatchObject({ outcome: 'parsed', warnings: [] });
  });

  test.each([
    ['TN:\n', 'an LCOV file without a source file'],
    ['TN:\nSF:\n', 'an LCOV file without a source file'],
    ['# nothing', 'neither a Go profile, LCOV, XML nor JSON'],
    [`TN:${'x'.repeat(70_000)}`, 'a line of more than 65536 bytes, at byte 0'],
  ])('%#: a file that is rejected', async (text, reason) => {
    expect(await coverageOrReason(text)).toBe(reason);
  });
});
