import { describe, expect, test } from 'vitest';
import { coverageOf, coverageOrReason, totalsOf } from './coverage-of.ts';
import { ISTANBUL_FILE, SAMPLES } from './samples.ts';

const at = (line: number | null): object => ({
  start: { line, column: 0 },
  end: { line, column: 9 },
});

const report = (file: object): string => JSON.stringify({ 'src/a.ts': file });

const EMPTY = { statementMap: {}, fnMap: {}, branchMap: {}, s: {}, f: {}, b: {} };

describe('coverage-final.json of Istanbul', () => {
  test('counts statements, the lines on which they begin, arms of branches, and functions', async () => {
    const { files, report: record } = await coverageOf(SAMPLES.istanbul);
    expect(record).toMatchObject({ format: 'istanbul', files: 2, outcome: 'parsed', warnings: [] });
    expect(totalsOf(record)).toEqual({
      lines: '2/4',
      statements: '2/4',
      branches: '2/4',
      functions: '2/2',
    });
    expect(files.map(({ path }) => path)).toEqual(['src/a.ts', 'src/é.ts']);
    expect(files[0]).toMatchObject({
      language: 'typescript',
      coverage_ratio: 0.5,
      line_hits: '1=2,3=0',
      statement_hits: expect.stringMatching(/^\d+=\d+,\d+=\d+$/),
      branch_hits: expect.stringMatching(/^3\.(\d+)\.0=1,3\.\1\.1=0$/),
    });
  });

  test.each([
    {
      what: 'a line of several statements ran as often as the one that ran most',
      file: { statementMap: { 0: at(1), 1: at(1), 2: at(2) }, s: { 0: 3, 1: 7, 2: 0 } },
      hits: '1=7,2=0',
      total: '2/3',
    },
    {
      what: 'a null count is 0',
      file: { statementMap: { 0: at(1), 1: at(2) }, s: { 0: null, 1: 1 } },
      hits: '1=0,2=1',
      total: '1/2',
    },
    {
      what: 'a negative count is 0',
      file: { statementMap: { 0: at(1) }, s: { 0: -3 } },
      hits: '1=0',
      total: '0/1',
    },
    {
      what: 'a statement without a line has no line',
      file: { statementMap: { 0: at(null), 1: at(2) }, s: { 0: 1, 1: 1 } },
      hits: '2=1',
      total: '2/2',
    },
    {
      what: 'keys may be names',
      file: { statementMap: { one: at(1), two: at(2) }, s: { one: 1, two: 0 } },
      hits: '1=1,2=0',
      total: '1/2',
    },
    {
      what: 'a count beyond 2^53 becomes 2^53 - 1',
      file: { statementMap: { 0: at(1) }, s: { 0: 1e300 } },
      hits: '1=9007199254740991',
      total: '1/1',
    },
  ])('$what', async ({ file, hits, total }) => {
    const { files, report: record } = await coverageOf(report({ ...EMPTY, ...file }));
    expect(files.map(({ line_hits }) => line_hits)).toEqual([hits]);
    expect(totalsOf(record)).toMatchObject({ statements: total });
    expect(record).toMatchObject({ outcome: 'parsed', warnings: [] });
  });

  test.each([
    {
      what: 'the line of the branch',
      branchMap: { 4: { line: 9, loc: at(8), locations: [] } },
      hits: '9.4.0=1,9.4.1=0',
    },
    {
      what: 'else that of its place',
      branchMap: { 4: { loc: at(8), locations: [] } },
      hits: '8.4.0=1,8.4.1=0',
    },
    { what: 'else 0', branchMap: {}, hits: '0.4.0=1,0.4.1=0' },
  ])('$what is that of its arms', async ({ branchMap, hits }) => {
    const { files } = await coverageOf(report({ ...EMPTY, branchMap, b: { 4: [1, null] } }));
    expect(files.map(({ branch_hits }) => branch_hits)).toEqual([hits]);
  });

  test('has totals of 0 for a file without code', async () => {
    const { files } = await coverageOf(report(EMPTY));
    expect(files.map(totalsOf)).toEqual([
      { lines: '0/0', statements: '0/0', branches: '0/0', functions: '0/0' },
    ]);
    expect(files[0]).toMatchObject({ path: 'src/a.ts', coverage_ratio: null, line_hits: null });
  });

  test.each(['constructor', 'toString'])(
    'a statement named %s without a place has a warning',
    async (key) => {
      const text = report({ ...EMPTY, statementMap: { 0: at(1) }, s: { 0: 1, [key]: 1 } });
      const { files, report: record } = await coverageOf(text);
      expect(files.map(({ line_hits }) => line_hits)).toEqual(['1=1']);
      expect(record).toMatchObject({
        outcome: 'parsed',
        warnings: ['counts of statements without a place'],
      });
    },
  );

  test('branches named constructor are without a place', async () => {
    const { files } = await coverageOf(report({ ...EMPTY, b: { constructor: [1, 0] } }));
    expect(files.map(totalsOf)).toMatchObject([{ branches: '1/2' }]);
  });

  test('the path is the member "path", else the name of the member', async () => {
    const text = JSON.stringify({ 'x/b.js': { ...EMPTY, path: 'src/b.js' }, 'src/c.js': EMPTY });
    const { files } = await coverageOf(text);
    expect(files.map(({ path }) => path)).toEqual(['src/b.js', 'src/c.js']);
  });

  test('names with a meaning in JavaScript are ordinary names', async () => {
    const { files } = await coverageOf(`{"__proto__":${JSON.stringify(EMPTY)}}`);
    expect(files.map(({ path }) => path)).toEqual(['__proto__']);
  });

  test('an empty object is a report about no files', async () => {
    expect((await coverageOf(' {} ')).report).toMatchObject({ format: 'istanbul', files: 0 });
  });

  test('a member of another form is passed over', async () => {
    const text = JSON.stringify({ 'a.js': ISTANBUL_FILE, 'b.js': { path: 'b.js' } });
    const { report: record } = await coverageOf(text);
    expect(record).toMatchObject({
      files: 1,
      outcome: 'parsed',
      warnings: ['a member that is not of the format was passed over'],
    });
  });
});

describe('coverage-summary.json of Istanbul', () => {
  test('states totals of all files and of each', async () => {
    const { files, report: record } = await coverageOf(SAMPLES.istanbul_summary);
    const totals = { lines: '3/4', statements: '3/5', branches: '0/0', functions: '1/2' };
    expect(record).toMatchObject({ format: 'istanbul_summary', files: 1, coverage_ratio: 0.6 });
    expect([record, ...files].map(totalsOf)).toEqual([totals, totals]);
    expect(files).toMatchObject([{ path: 'src/a.js', line_hits: null, branch_hits: null }]);
  });

  test('only with totals of all becomes a record without a path', async () => {
    const { total } = JSON.parse(SAMPLES.istanbul_summary) as { total: object };
    const { files, report: record } = await coverageOf(JSON.stringify({ total }));
    expect(record).toMatchObject({ files: 0, statements_total: 5 });
    expect(files).toMatchObject([{ path: null, statements_total: 5, coverage_ratio: 0.6 }]);
  });

  test('has percentages that are not read', async () => {
    const text = SAMPLES.istanbul_summary.replaceAll('"Unknown"', '101');
    expect(await coverageOf(text)).toEqual(await coverageOf(SAMPLES.istanbul_summary));
  });
});

test.each([
  ['{"path":"a.js","statementMap":{},"s":{}}', 'JSON of no known format of coverage: path'],
  ['{"title":"x","map":{}}', 'JSON of no known format of coverage: title'],
  ['{"files":[]}', 'JSON of no known format of coverage: it has no files'],
  ['{"files":7}', 'JSON of no known format of coverage: it has no files'],
  ['{"data":[]}', 'JSON of no known format of coverage: it has no files'],
  ['{"a.js":{"statementMap":{},"s":{}', 'cut off inside of a JSON document'],
  ['{"a.js":{"statementMap"}}', 'not JSON at byte 24'],
  ['{', 'cut off inside of a JSON document'],
  [
    `{"a.js":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'JSON that is nested more than 1000 deep',
  ],
])('%#: a file that is rejected', async (text, reason) => {
  expect(await coverageOrReason(text, 4096)).toBe(reason);
});
