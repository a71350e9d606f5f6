import { describe, expect, test } from 'vitest';
import { coverageOf, coverageOrReason, hitsOf, totalsOf } from './coverage-of.ts';

const line = (number: number, hits: number | string, other = ''): string =>
  `<line number="${number}" hits="${hits}" ${other}/>`;

/** Returns a class with lines of its own, and a method for each of the other texts. */
function classOf(lines: string, methods: readonly string[] = [], name = 'A'): string {
  const elements = methods.map(
    (inner, i) => `<method name="m${i}" signature="()"><lines>${inner}</lines></method>`,
  );
  return `<class name="${name}" filename="p/a.py"><methods>${elements.join('')}</methods><lines>${lines}</lines></class>`;
}

const report = (...classes: readonly string[]): string =>
  `<coverage line-rate="0.1"><packages><package><classes>${classes.join('')}</classes></package></packages></coverage>`;

describe('a Cobertura report', () => {
  test('counts lines, branches and methods, and reads no rates', async () => {
    const { files, report: record } = await coverageOf(
      report(
        classOf(
          line(1, 3) + line(2, 3, 'branch="true" condition-coverage="50% (1/2)"') + line(3, 0),
          [line(1, 3) + line(2, 3), line(3, 0)],
        ),
      ),
    );
    expect(record).toMatchObject({
      format: 'cobertura',
      files: 1,
      outcome: 'parsed',
      warnings: [],
    });
    expect(totalsOf(record)).toEqual({ lines: '2/3', branches: '1/2', functions: '1/2' });
    expect(files).toMatchObject([
      {
        path: 'p/a.py',
        language: 'python',
        coverage_ratio: 2 / 3,
        line_hits: '1-2=3,3=0',
        statement_hits: null,
        branch_hits: '2.0.0=1,2.0.1=0',
      },
    ]);
  });

  test.each([
    {
      what: 'lines of several classes of a file count once, with the greatest count',
      classes: [classOf(line(1, 1) + line(2, 0)), classOf(line(2, 5) + line(1, 0), [], 'A$Inner')],
      hits: '1=1,2=5',
    },
    {
      what: 'lines of methods count where the class has none of its own',
      classes: [classOf('', [line(1, 2), line(2, 0)])],
      hits: '1=2,2=0',
    },
    {
      what: 'lines of methods do not count where the class has lines of its own',
      classes: [classOf(line(1, 2), [line(1, 2) + line(9, 9)])],
      hits: '1=2',
    },
    {
      what: 'each class decides for itself',
      classes: [classOf(line(1, 2), [line(9, 9)]), classOf('', [line(5, 1)])],
      hits: '1=2,5=1',
    },
    {
      what: 'counts beyond 2^53 become 2^53 - 1',
      classes: [classOf(line(1, '99999999999999999999'))],
      hits: '1=9007199254740991',
    },
    { what: 'a class without lines has no hits', classes: [classOf('')], hits: null },
  ])('$what', async ({ classes, hits }) => {
    expect((await hitsOf(report(...classes))).lines).toBe(hits);
  });

  test.each([
    { conditions: ['100% (4/4)'], hits: '1.0.0=1,1.0.1=1,1.0.2=1,1.0.3=1', total: '4/4' },
    { conditions: ['0% (0/2)'], hits: '1.0.0=0,1.0.1=0', total: '0/2' },
    {
      conditions: ['25% (1/4)', '50% (1/2)'],
      hits: '1.0.0=1,1.0.1=0,1.0.2=0,1.0.3=0',
      total: '1/4',
    },
    { conditions: ['50,0% (1/2)'], hits: '1.0.0=1,1.0.1=0', total: '1/2' },
    { conditions: ['50%'], hits: null, total: undefined },
    { conditions: ['0% (0/0)'], hits: null, total: undefined },
  ])('condition-coverage $conditions', async ({ conditions, hits, total }) => {
    const lines = conditions.map((text) =>
      line(1, 1, `branch="true" condition-coverage="${text}"`),
    );
    const text = report(...lines.map((inner) => classOf(inner)));
    expect((await hitsOf(text)).branches).toBe(hits);
    expect(totalsOf((await coverageOf(text)).report)['branches']).toBe(total);
  });

  test('methods of the same name in two classes are two', async () => {
    const { report: record } = await coverageOf(
      report(classOf('', [line(1, 1)], 'A'), classOf('', [line(2, 0)], 'B')),
    );
    expect(totalsOf(record)).toMatchObject({ functions: '1/2' });
  });

  test.each([
    ['<coverage line-rate="NaN" branch-rate="NaN"><packages/></coverage>'],
    ['<coverage line-rate="0,5"/>'],
    ['<coverage><sources/><packages/></coverage>'],
    ['<!DOCTYPE coverage SYSTEM "coverage-04.dtd"><coverage line-rate="1"></coverage>'],
  ])('%s is a report about no files', async (text) => {
    const { files, report: record } = await coverageOf(text);
    expect(files).toEqual([]);
    expect(record).toMatchObject({ format: 'cobertura', files: 0, outcome: 'parsed' });
  });
});

describe('irregularities of a Cobertura report have a warning', () => {
  test.each([
    {
      what: 'a negative count',
      body: classOf(line(1, '-1') + line(2, 1)),
      warning: 'a line without a number or a count was passed over',
    },
    {
      what: 'a line without a number',
      body: classOf(`<line hits="1"/>${line(2, 1)}`),
      warning: 'a line without a number or a count was passed over',
    },
    {
      what: 'a class without a file',
      body: `<class name="B"><lines>${line(9, 1)}</lines></class>${classOf(line(2, 1))}`,
      warning: 'a class without a file was passed over',
    },
    {
      what: 'too many branches',
      body: classOf(line(2, 1, 'condition-coverage="0% (0/1000000000)"')),
      warning: 'a line with more than 1000 branches: they were left out',
    },
  ])('$what', async ({ body, warning }) => {
    const { files, report: record } = await coverageOf(report(body));
    expect(record).toMatchObject({ outcome: 'parsed', warnings: [warning] });
    expect(files.map(({ line_hits }) => line_hits)).toEqual(['2=1']);
  });
});

test('a damaged Cobertura report is salvaged up to the damage', async () => {
  const text = report(classOf(line(1, 1)), classOf(line(2, 0)));
  const { report: record } = await coverageOf(text.slice(0, text.lastIndexOf('<line number="2"')));
  expect(record).toMatchObject({ outcome: 'salvaged', lines_total: 1, lines_covered: 1 });
  expect(record.reason).toBe('cut off inside <lines>');
});

test.each([
  [
    '<coverage version="1"><file path="a.c"><lineToCover lineNumber="1"/></file></coverage>',
    'the root element is <coverage>, not a coverage report',
  ],
  ['<scoverage statement-rate="1"/>', 'the root element is <scoverage>, not a coverage report'],
  [
    '<testsuite><testcase name="a"/></testsuite>',
    'the root element is <testsuite>, not a coverage report',
  ],
  ['<coverage', 'no XML element'],
])('%s is rejected', async (text, reason) => {
  expect(await coverageOrReason(text)).toBe(reason);
});
