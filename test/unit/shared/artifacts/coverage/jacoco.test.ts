import { describe, expect, test } from 'vitest';
import { coverageOf, totalsOf } from './coverage-of.ts';

const counter = (type: string, missed: number, covered: number): string =>
  `<counter type="${type}" missed="${missed}" covered="${covered}"/>`;

const LINES = [
  '<line nr="3" mi="0" ci="4" mb="0" cb="0"/>',
  '<line nr="4" mi="2" ci="1" mb="1" cb="1"/>',
  '<line nr="5" mi="2" ci="0" mb="0" cb="0"/>',
].join('');

/** Counters that differ from the lines, so that it is seen which of them count. */
const COUNTERS = counter('INSTRUCTION', 9, 9) + counter('LINE', 10, 5) + counter('METHOD', 1, 2);

const file = (content: string, name = 'A.java'): string =>
  `<sourcefile name="${name}">${content}</sourcefile>`;
const packageOf = (content: string, name = 'org/example'): string =>
  `<package name="${name}">${content}</package>`;
const report = (content: string): string => `<report name="r">${content}</report>`;

/** A class of `A.java` with a constructor that ran, and two methods of one name, of which one ran. */
const CLASS = `<class name="org/example/A" sourcefilename="A.java">
<method name="&lt;init&gt;" desc="()V" line="3">${counter('METHOD', 0, 1)}</method>
<method name="f" desc="()V" line="4">${counter('LINE', 1, 0)}${counter('METHOD', 1, 0)}</method>
<method name="f" desc="(I)V" line="5">${counter('LINE', 0, 1)}${counter('METHOD', 0, 1)}</method>
${counter('METHOD', 1, 2)}</class>`;

describe('a JaCoCo report', () => {
  test('lists the methods of the classes of a file', async () => {
    const text = report(packageOf(CLASS + file(LINES) + file(LINES, 'B.java')));
    const { files } = await coverageOf(text);
    expect(files.map(totalsOf)).toEqual([
      { lines: '2/3', branches: '1/2', functions: '2/3' },
      { lines: '2/3', branches: '1/2' },
    ]);
  });

  test('tells whether lines and branches ran, not how often', async () => {
    const { files, report: record } = await coverageOf(report(packageOf(file(LINES))));
    expect(record).toMatchObject({ format: 'jacoco', files: 1, outcome: 'parsed', warnings: [] });
    expect(files).toMatchObject([
      {
        path: 'org/example/A.java',
        language: 'java',
        line_hits: '3-4=1,5=0',
        statement_hits: null,
        branch_hits: '4.0.0=1,4.0.1=0',
      },
    ]);
  });

  test.each([
    {
      what: 'the counters of the report count first',
      content: packageOf(file(LINES) + COUNTERS) + counter('LINE', 1, 3) + counter('BRANCH', 2, 4),
      totals: { lines: '3/4', branches: '4/6' },
    },
    {
      what: 'without them, those of the packages are added',
      content: packageOf(COUNTERS) + packageOf(COUNTERS, 'b'),
      totals: { lines: '10/30', branches: '0/0', functions: '4/6' },
    },
    {
      what: 'the packages may be in groups',
      content: `<group name="g">${packageOf(COUNTERS)}</group><group name="h">${packageOf(COUNTERS)}${COUNTERS}</group>`,
      totals: { lines: '10/30', branches: '0/0', functions: '4/6' },
    },
    {
      what: 'without any, lines are counted',
      content: packageOf(file(LINES)),
      totals: { lines: '2/3', branches: '1/2' },
    },
    {
      what: 'a report without branches has no counter of them',
      content: counter('LINE', 1, 1),
      totals: { lines: '1/2', branches: '0/0' },
    },
    {
      what: 'counters of classes and methods are not added again',
      content: packageOf(
        `<class name="A"><method name="f">${COUNTERS}</method>${COUNTERS}</class>${file(LINES)}`,
      ),
      totals: { lines: '2/3', branches: '1/2' },
    },
    { what: 'a report without anything', content: '', totals: {} },
  ])('$what', async ({ content, totals }) => {
    const { report: record } = await coverageOf(report(content));
    expect(record.outcome).toBe('parsed');
    expect(totalsOf(record)).toEqual(totals);
  });

  test('states the counters of a file, which count for the file', async () => {
    const { files } = await coverageOf(report(packageOf(file(LINES + COUNTERS))));
    expect(files.map(totalsOf)).toEqual([{ lines: '5/15', branches: '1/2', functions: '2/3' }]);
  });

  test('may have a document type and files without a package', async () => {
    const { files } = await coverageOf(
      `<?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">${report(packageOf(file(LINES, 'a.kt'), ''))}`,
    );
    expect(files).toMatchObject([{ path: 'a.kt', language: 'kotlin' }]);
  });

  test.each([
    ['<line nr="7" mi="0" ci="0" mb="0" cb="0"/>', null],
    ['<line nr="7" mi="3" ci="1"/>', '7=1'],
    ['<line nr="x" mi="3" ci="1"/>', null],
    ['<line mi="3" ci="1"/>', null],
  ])('%s gives the hits %j', async (line, hits) => {
    const { files } = await coverageOf(report(packageOf(file(line))));
    expect(files.map(({ line_hits }) => line_hits)).toEqual([hits]);
  });

  test('that was cut off is salvaged', async () => {
    const text = report(packageOf(file(LINES)) + packageOf(file(LINES), 'b'));
    const { report: record } = await coverageOf(text.slice(0, text.indexOf('<package name="b"')));
    expect(record).toMatchObject({ outcome: 'salvaged', reason: 'cut off inside <report>' });
    expect(totalsOf(record)).toEqual({ lines: '2/3', branches: '1/2' });
  });
});

test.each([
  ['nr="x" mi="0" ci="1"', 'a line without a number or a count was passed over'],
  ['mi="0" ci="1"', 'a line without a number or a count was passed over'],
  ['nr="3" mi="-1" ci="1"', 'a line without a number or a count was passed over'],
  ['nr="3" mi="0" ci="1" cb="1.5"', 'a line without a number or a count was passed over'],
])('a line with %s is passed over, with a warning', async (attributes, warning) => {
  const line = `<line ${attributes}/><line nr="9" mi="0" ci="1"/>`;
  const { files, report: record } = await coverageOf(report(packageOf(file(line))));
  expect(files.map(({ line_hits }) => line_hits)).toEqual(['9=1']);
  expect(record).toMatchObject({ outcome: 'parsed', warnings: [warning] });
});

test('a counter without numbers is passed over, with a warning', async () => {
  const text = report(packageOf(file(`${LINES}<counter type="LINE" missed="x" covered="1"/>`)));
  const { report: record } = await coverageOf(text);
  expect(totalsOf(record)).toMatchObject({ lines: '2/3' });
  expect(record.warnings).toEqual(['a counter without numbers was passed over']);
});
