import { describe, expect, test } from 'vitest';
import { coverageOf, totalsOf } from './coverage-of.ts';

const metrics = (numbers: Readonly<Record<string, number>>): string =>
  `<metrics ${Object.entries(numbers)
    .map(([name, number]) => `${name}="${number}"`)
    .join(' ')}/>`;

const METRICS = metrics({
  statements: 9,
  coveredstatements: 6,
  conditionals: 4,
  coveredconditionals: 3,
  methods: 2,
  coveredmethods: 1,
});

const LINES = [
  '<line num="1" count="5" type="method" name="f"/>',
  '<line num="2" count="5" type="stmt"/>',
  '<line num="3" type="cond" truecount="4" falsecount="0"/>',
  '<line num="4" count="0" type="stmt"/>',
].join('');

const file = (content: string, attributes = 'name="a.js" path="src/a.js"'): string =>
  `<file ${attributes}>${content}</file>`;
const report = (content: string, attributes = 'generated="1700000000"'): string =>
  `<coverage ${attributes}><project timestamp="1700000000">${content}</project></coverage>`;

describe('a Clover report', () => {
  test('counts lines of statements and conditions, and both outcomes of conditions', async () => {
    const { files, report: record } = await coverageOf(report(file(LINES)));
    expect(record).toMatchObject({ format: 'clover', files: 1, outcome: 'parsed', warnings: [] });
    expect(totalsOf(record)).toEqual({ lines: '2/3', branches: '1/2', functions: '1/1' });
    expect(files).toMatchObject([
      {
        path: 'src/a.js',
        language: 'javascript',
        line_hits: '2=5,3=4,4=0',
        statement_hits: null,
        branch_hits: '3.0.0=4,3.0.1=0',
      },
    ]);
  });

  test.each([
    { what: 'the metrics of the project, first', content: METRICS + file(LINES) },
    { what: 'the metrics of the project, last', content: file(LINES) + METRICS },
    {
      what: 'not those of packages and classes',
      content:
        METRICS +
        `<package name="p">${metrics({ statements: 99, coveredstatements: 99 })}${file(`<class name="A">${metrics({ statements: 88, coveredstatements: 88 })}</class>${LINES}`)}</package>`,
    },
  ])('states totals: $what', async ({ content }) => {
    const { report: record } = await coverageOf(report(content));
    expect(totalsOf(record)).toEqual({
      lines: '2/3',
      statements: '6/9',
      branches: '3/4',
      functions: '1/2',
    });
    expect(record.coverage_ratio).toBeCloseTo(6 / 9);
  });

  test('states the totals of a file', async () => {
    const { files } = await coverageOf(report(file(METRICS + LINES)));
    expect(files.map(totalsOf)).toEqual([
      { lines: '2/3', statements: '6/9', branches: '3/4', functions: '1/2' },
    ]);
  });

  test.each([
    ['name="a.php" path="src/a.php"', 'src/a.php'],
    ['name="src/a.php"', 'src/a.php'],
    ['path="src\\a.php"', 'src/a.php'],
  ])('the path of a file with %s', async (attributes, path) => {
    const { files } = await coverageOf(report(file(LINES, attributes)));
    expect(files.map((record) => record.path)).toEqual([path]);
  });

  test.each([
    {
      what: 'a file in two packages',
      content: file(LINES) + file('<line num="4" count="2" type="stmt"/>'),
      hits: '2=5,3=4,4=2',
    },
    { what: 'a line without a number', content: file('<line count="2" type="stmt"/>'), hits: null },
    { what: 'a line without a count', content: file('<line num="2" type="stmt"/>'), hits: '2=0' },
    { what: 'a line without a type', content: file('<line num="2" count="1"/>'), hits: null },
  ])('$what', async ({ content, hits }) => {
    const { files } = await coverageOf(report(content));
    expect(files.map(({ line_hits }) => line_hits)).toEqual([hits]);
  });

  test('a file without a path is passed over', async () => {
    const { files, report: record } = await coverageOf(report(file(LINES, '') + file(LINES)));
    expect(files).toHaveLength(1);
    expect(record.warnings).toEqual(['a file without a path was passed over']);
  });

  test.each(['clover="4.3.1"', 'generated="1"', 'foo="1"'])(
    'may begin with <coverage %s>',
    async (attributes) => {
      const { report: record } = await coverageOf(report(file(LINES), attributes));
      expect(record).toMatchObject({ format: 'clover', files: 1 });
    },
  );

  test('of Istanbul has counts of lines with conditions, and numbers of branches that ran and did not', async () => {
    const lines = [
      '<line num="1" count="5" type="cond" truecount="2" falsecount="1"/>',
      '<line num="2" count="0" type="cond" truecount="0" falsecount="2"/>',
    ];
    const { files } = await coverageOf(report(file(lines.join(''))));
    expect(files).toMatchObject([
      {
        line_hits: '1=5,2=0',
        branch_hits: '1.0.0=1,1.0.1=1,1.0.2=0,2.0.0=0,2.0.1=0',
      },
    ]);
  });

  test('has the sources of tests only where they have lines', async () => {
    const tests = `<testproject>${file('', 'name="dummy"')}${file(LINES, 'name="t.js"')}</testproject>`;
    const text = report(file(LINES)).replace('</coverage>', `${tests}</coverage>`);
    const { files } = await coverageOf(text);
    expect(files.map(({ path }) => path)).toEqual(['src/a.js', 't.js']);
  });

  test('that was cut off is salvaged', async () => {
    const text = report(file(LINES));
    const { report: record } = await coverageOf(text.slice(0, text.indexOf('<line num="4"')));
    expect(record).toMatchObject({ outcome: 'salvaged', reason: 'cut off inside <file>' });
    expect(totalsOf(record)).toEqual({ lines: '2/2', branches: '1/2', functions: '1/1' });
  });
});

test.each([
  'num="x" count="2" type="stmt"',
  'num="2" count="x" type="stmt"',
  'count="2" type="stmt"',
])('a line with %s is passed over, with a warning', async (attributes) => {
  const lines = `<line ${attributes}/><line num="9" count="1" type="stmt"/>`;
  const { files, report: record } = await coverageOf(report(file(lines)));
  expect(files.map(({ line_hits }) => line_hits)).toEqual(['9=1']);
  expect(record.warnings).toEqual(['a line without a number or a count was passed over']);
});
