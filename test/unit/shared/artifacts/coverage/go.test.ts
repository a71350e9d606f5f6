import { describe, expect, test } from 'vitest';
import { coverageOf, coverageOrReason, hitsOf, totalsOf } from './coverage-of.ts';

const profile = (...lines: readonly string[]): string => ['mode: count', ...lines, ''].join('\n');

describe('a Go profile', () => {
  test('counts statements, and the lines that blocks touch', async () => {
    const { files, report } = await coverageOf(
      profile('k8s.io/kops/a.go:3.20,5.2 2 7', 'k8s.io/kops/a.go:9.20,9.40 1 0'),
    );
    expect(report).toMatchObject({ format: 'go', files: 1, outcome: 'parsed', warnings: [] });
    expect(totalsOf(report)).toEqual({ lines: '3/4', statements: '2/3' });
    expect(report.coverage_ratio).toBeCloseTo(2 / 3);
    expect(files).toMatchObject([
      {
        path: 'a.go',
        written_path: 'k8s.io/kops/a.go',
        language: 'go',
        line_hits: '3-5=7,9=0',
        statement_hits: '3.20-5.2*2=7,9.20-9.40*1=0',
        branch_hits: null,
      },
    ]);
  });

  test.each([
    {
      what: 'equal blocks of several test binaries are added',
      lines: ['a.go:1.1,2.2 3 1', 'a.go:4.1,4.9 1 0', 'a.go:1.1,2.2 3 4'],
      statements: '1.1-2.2*3=5,4.1-4.9*1=0',
      total: '3/4',
    },
    {
      what: 'blocks that overlap without being equal are not merged',
      lines: ['a.go:1.1,5.2 3 0', 'a.go:1.1,4.2 2 1'],
      statements: '1.1-4.2*2=1,1.1-5.2*3=0',
      total: '2/5',
    },
    {
      what: 'a block without statements is kept',
      lines: ['a.go:1.1,1.2 0 5'],
      statements: '1.1-1.2*0=5',
      total: '0/0',
    },
    {
      what: 'a second line "mode:" of a joined profile is passed over',
      lines: ['a.go:1.1,1.9 1 1', 'mode: count', 'a.go:2.1,2.9 1 0'],
      statements: '1.1-1.9*1=1,2.1-2.9*1=0',
      total: '1/2',
    },
    {
      what: 'blank lines are passed over',
      lines: ['', 'a.go:1.1,1.9 1 1', ''],
      statements: '1.1-1.9*1=1',
      total: '1/1',
    },
    {
      what: 'counts beyond 2^53 become 2^53 - 1',
      lines: ['a.go:1.1,1.9 1 18446744073709551615'],
      statements: '1.1-1.9*1=9007199254740991',
      total: '1/1',
    },
    {
      what: 'sums of counts beyond 2^53 become 2^53 - 1',
      lines: ['a.go:1.1,1.9 1 9007199254740991', 'a.go:1.1,1.9 1 9007199254740991'],
      statements: '1.1-1.9*1=9007199254740991',
      total: '1/1',
    },
    {
      what: 'a count of 400 digits is a count',
      lines: [`a.go:1.1,1.9 1 1${'0'.repeat(399)}`],
      statements: '1.1-1.9*1=9007199254740991',
      total: '1/1',
    },
  ])('$what', async ({ lines, statements, total }) => {
    const { files, report } = await coverageOf(profile(...lines));
    expect(files.map((file) => file.statement_hits)).toEqual([statements]);
    expect(totalsOf(report)).toMatchObject({ statements: total });
    expect(report).toMatchObject({ outcome: 'parsed', warnings: [] });
  });

  test('with line ends of Windows is read alike', async () => {
    const text = profile('a.go:1.1,2.2 3 1', 'b.go:1.1,2.2 1 0');
    expect(await coverageOf(text.replaceAll('\n', '\r\n'))).toEqual(await coverageOf(text));
  });

  test('with a byte order mark is read alike', async () => {
    const text = profile('a.go:1.1,2.2 3 1');
    expect(await coverageOf(`\ufeff${text}`)).toEqual(await coverageOf(text));
  });

  test('may return to a file', async () => {
    const { files } = await coverageOf(
      profile('a.go:1.1,1.9 1 1', 'b.go:1.1,1.9 1 0', 'a.go:3.1,3.9 1 0', 'a.go:1.1,1.9 1 1'),
    );
    expect(files.map(({ path, line_hits }) => [path, line_hits])).toEqual([
      ['a.go', '1=2,3=0'],
      ['b.go', '1=0'],
    ]);
  });

  test('without blocks is a report about no files', async () => {
    const { files, report } = await coverageOf('mode: set\n');
    expect(files).toEqual([]);
    expect(report).toMatchObject({ files: 0, outcome: 'parsed', coverage_ratio: null });
  });
});

describe('the path of a block', () => {
  test.each([
    ['C:\\src\\a.go', 'C:\\src\\a.go'],
    ['my dir/a b.go', 'my dir/a b.go'],
    ['a:1.2,3.4 5 6:b.go', 'a:1.2,3.4 5 6:b.go'],
    ['é.go', 'é.go'],
  ])('%s', async (path, written) => {
    const { files } = await coverageOf(profile(`${path}:1.1,1.9 1 1`));
    expect(files.map(({ written_path }) => written_path)).toEqual([written]);
  });
});

describe('the mode', () => {
  test.each([
    ['set', '1-2=1'],
    ['count', '1-2=2'],
    ['atomic', '1-2=2'],
  ])('%s: two test binaries ran a block', async (mode, hits) => {
    const { files } = await coverageOf(`mode: ${mode}\n${'a.go:1.1,2.9 1 1\n'.repeat(2)}`);
    expect(files.map(({ line_hits }) => line_hits)).toEqual([hits]);
  });

  test.each(['set', 'count', 'atomic'])('%s is known', async (mode) => {
    const { report } = await coverageOf(`mode: ${mode}\na.go:1.1,1.9 1 1\n`);
    expect(report.warnings).toEqual([]);
  });

  test.each([
    ['mode: foo\na.go:1.1,1.9 1 1\n', 'unknown mode foo'],
    [
      'mode: set\na.go:1.1,1.9 1 1\nmode: count\n',
      'several modes: only whether a block ran is sure',
    ],
  ])('%j has a warning', async (text, warning) => {
    expect((await coverageOf(text)).report.warnings).toEqual([warning]);
  });
});

describe('a line ran as often as the block that ran most', () => {
  test.each([
    {
      what: 'the line of an if whose body never ran',
      lines: ['a.go:1.10,2.9 1 3', 'a.go:2.9,4.3 1 0', 'a.go:5.2,5.9 1 3'],
      hits: '1-2=3,3-4=0,5=3',
    },
    {
      what: 'a closure inside of a block',
      lines: ['a.go:1.1,9.2 3 1', 'a.go:3.5,4.6 1 7', 'a.go:6.5,7.6 1 0'],
      hits: '1-2=1,3-4=7,5-9=1',
    },
    {
      what: 'three blocks on one line',
      lines: ['a.go:1.1,2.5 1 0', 'a.go:2.5,2.9 1 4', 'a.go:2.9,3.2 1 1'],
      hits: '1=0,2=4,3=1',
    },
  ])('$what', async ({ lines, hits }) => {
    expect((await hitsOf(profile(...lines))).lines).toBe(hits);
  });
});

describe('damage', () => {
  test.each([
    ['a.go:4.1,5.2 1', 'cut off in front of the count'],
    ['a.go:4.1', 'cut off inside of the position'],
    ['a.go', 'cut off inside of the path'],
    ['a.go:4.1,5.2 1 -1', 'a negative count'],
    ['a.go:4.1,3.2 1 1', 'a block that ends before its beginning'],
    ['a.go:4.1,5.2 1 x', 'a count that is no number'],
    [':4.1,5.2 1 1', 'no path'],
    ['a.go:4.1,5.2 99999999999 1', 'more statements than Go accepts'],
  ])('%s is salvaged up to there: %s', async (line) => {
    const whole = profile('a.go:1.1,2.2 3 1');
    const { files, report } = await coverageOf(whole + line);
    expect(files.map((file) => file.statement_hits)).toEqual(['1.1-2.2*3=1']);
    expect(report).toMatchObject({
      outcome: 'salvaged',
      reason: 'line 3 is no block of a profile',
      byte_offset: whole.length,
    });
  });

  test('the last line may have no line end', async () => {
    const { report } = await coverageOf(profile('a.go:1.1,2.2 3 1').trimEnd());
    expect(report).toMatchObject({
      outcome: 'parsed',
      statements_covered: 3,
      warnings: ['the last line has no line end'],
    });
  });

  test.each([
    ['', 'the file is empty'],
    ['a.go:1.1,2.2 3 1\n', 'neither a Go profile, LCOV, XML nor JSON'],
    ['mode: set\nnot a block\n', 'line 2 is no block of a profile'],
    [
      profile('m/a.go:1.1,2.2 3 1', 'm/a.go:1.1,2.2 4 1'),
      'm/a.go:1: a block with two numbers of statements',
    ],
    [`mode: set\n${'x'.repeat(70_000)}\n`, 'a line of more than 65536 bytes, at byte 10'],
  ])('%#: a file that is rejected', async (text, reason) => {
    expect(await coverageOrReason(text)).toBe(reason);
  });
});
