import { expect, test } from 'vitest';
import { coverageOf, coverageOrReason, totalsOf } from './coverage-of.ts';
import { SAMPLES } from './samples.ts';

const testCase = (name: string, value: string, attribute = 'class_name'): string =>
  `<testcase ${attribute}="go_coverage" name="${name}" time="0"><properties><property name="coverage" value="${value}"></property></properties></testcase>`;

test('the JUnit report of gopherage states ratios of files and of all, and no counts', async () => {
  const { files, report } = await coverageOf(SAMPLES.gopherage);
  expect(report).toMatchObject({
    format: 'gopherage',
    files: 2,
    coverage_ratio: 0.625,
    outcome: 'parsed',
    warnings: [],
  });
  expect([report, ...files].map(totalsOf)).toEqual([{}, {}, {}]);
  expect(
    files.map(({ path, coverage_ratio, line_hits }) => [path, coverage_ratio, line_hits]),
  ).toEqual([
    ['pkg/a.go', 0.5, null],
    ['pkg/b.go', 1, null],
  ]);
});

test('only the ratio of all becomes a record without a path', async () => {
  const { files } = await coverageOf(
    `<testsuites><testsuite>${testCase('OVERALL', '40.0')}</testsuite></testsuites>`,
  );
  expect(files).toMatchObject([{ path: null, coverage_ratio: 0.4, lines_total: null }]);
});

test.each(['', 'NaN', '-1.0', '12 %', '1e2'])('the value %j is no ratio', async (value) => {
  const { report } = await coverageOf(`<testsuites>${testCase('OVERALL', value)}</testsuites>`);
  expect(report).toMatchObject({ coverage_ratio: null, outcome: 'parsed' });
});

test('the class may be written as JUnit writes it', async () => {
  const { report } = await coverageOf(
    `<testsuite>${testCase('a/b.go', '40.0', 'classname')}</testsuite>`,
  );
  expect(report.files).toBe(1);
});

test('another JUnit report is rejected', async () => {
  const text =
    '<testsuites><testsuite><testcase classname="go" name="a"/></testsuite></testsuites>';
  expect(await coverageOrReason(text)).toBe(
    'the root element is <testsuites>, not a coverage report',
  );
});
