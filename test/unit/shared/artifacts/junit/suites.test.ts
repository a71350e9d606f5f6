import { describe, expect, test } from 'vitest';
import { reportOf } from './report-of.ts';

describe('errors, failures and skips of a suite itself', () => {
  test.each([
    ['error', 'errored'],
    ['failure', 'failed'],
    ['skipped', 'skipped'],
  ])('<%s> makes a case of the suite: %s', async (element, outcome) => {
    const { attempts, report } = await reportOf(
      `<testsuites><testsuite name="org.Leases"><${element} message="not loaded">where</${element}></testsuite></testsuites>`,
    );
    expect(attempts).toMatchObject([
      { suite: 'org.Leases', class_name: 'org.Leases', test_name: '[suite]', outcome },
    ]);
    // It is not a testcase element.
    expect(report).toMatchObject({ test_cases: 0, [outcome]: 0, suite_cases: 1, attempts: 1 });
  });

  test('all of them are one case, after the test cases of the suite, and other suites are apart', async () => {
    const { attempts } = await reportOf(
      '<testsuites>' +
        '<testsuite name="a"><error message="1"/><testcase name="t"/><failure message="2"/><testsuite name="b"><error message="3"/></testsuite></testsuite>' +
        '<testsuite name="c"><testcase name="u"/></testsuite></testsuites>',
    );
    expect(
      attempts.map(({ suite, test_name, outcome, failure_message }) => [
        suite,
        test_name,
        outcome,
        failure_message,
      ]),
    ).toEqual([
      ['a', 't', 'passed', null],
      ['a > b', '[suite]', 'errored', '3'],
      ['a', '[suite]', 'errored', '1'],
      ['c', 'u', 'passed', null],
    ]);
  });

  test('it has a position of its own in the report', async () => {
    const { attempts } = await reportOf('<error/><testcase name="t"/>');
    expect(attempts.map(({ case_ordinal }) => case_ordinal).sort()).toEqual([1, 2]);
  });

  test('a failure of all suites', async () => {
    const { attempts } = await reportOf(
      '<testsuites name="all"><error message="no"/></testsuites>',
    );
    expect(attempts).toMatchObject([{ suite: null, test_name: '[suite]', outcome: 'errored' }]);
  });

  test('it is not lost with a report that is cut off', async () => {
    const { attempts, report } = await reportOf('<testsuite name="a"><error message="no"/><testc');
    expect(attempts).toMatchObject([{ suite: 'a', test_name: '[suite]', outcome: 'errored' }]);
    expect(report.outcome).toBe('salvaged');
  });

  test.each([
    '<system-out><error/></system-out>',
    '<properties><failure/></properties>',
    '<rerunFailure/>',
  ])('%s is none', async (body) => {
    expect((await reportOf(body)).attempts).toEqual([]);
  });
});

describe('declared counts', () => {
  const PASSED = '<testcase name="p"/>';
  const FAILED = '<testcase name="f"><failure/></testcase>';

  test.each([
    ['<testsuite tests="2" failures="1" errors="0" skipped="0">', PASSED + FAILED],
    ['<testsuite tests="1" errors="1" failures="1">', '<testcase><failure/><error/></testcase>'],
    ['<testsuite tests="1" errors="1" failures="0">', '<testcase><failure/><error/></testcase>'],
    // googletest counts disabled tests apart, and Ginkgo pending ones.
    ['<testsuite tests="1" skipped="0" disabled="1">', '<testcase status="notrun"/>'],
    ['<testsuite tests="1" skipped="1" disabled="0">', '<testcase status="notrun"/>'],
    ['<testsuite tests="2" skipped="1" disabled="1">', '<testcase><skipped/></testcase>'.repeat(2)],
    ['<testsuite errors="1" failures="0">', '<testcase status="aborted"><failure/></testcase>'],
    ['<testsuite tests="0" errors="1">', '<error/>'],
    ['<testsuite tests="1" errors="1">', '<error/>'],
    // A suite may count the test cases of the suites in it, or not.
    ['<testsuite tests="1">', `${PASSED}<testsuite tests="1">${PASSED}</testsuite>`],
    ['<testsuite tests="2">', `${PASSED}<testsuite tests="1">${PASSED}</testsuite>`],
    ['<testsuite tests="" failures="many" errors="-1">', PASSED],
    ['<testsuite>', PASSED],
  ])('%s%s agrees', async (start, body) => {
    expect((await reportOf(`${start}${body}</testsuite>`)).report.warnings).toEqual([]);
  });

  test.each([
    ['<testsuite failures="1" tests="0">', '', ['a suite declares failures="1" and has 0']],
    ['<testsuite errors="2">', FAILED, ['a suite declares errors="2" and has 0']],
    ['<testsuite failures="0">', FAILED, ['a suite declares failures="0" and has 1']],
    ['<testsuite skipped="1">', PASSED, ['a suite declares skipped="1" and has 0']],
    [
      '<testsuite tests="12" skipped="12">',
      '<skipped/>',
      ['a suite declares tests="12" and has 0', 'a suite declares skipped="12" and has 0'],
    ],
    [
      '<testsuite tests="9">',
      '<testsuite tests="4"/><testsuite tests="5"/>',
      ['2 suites declare tests="9" and have 0'],
    ],
  ])('%s%s differs', async (start, body, warnings) => {
    expect((await reportOf(`${start}${body}</testsuite>`)).report.warnings).toEqual(warnings);
  });

  test('those of the root are compared as well', async () => {
    const { report } = await reportOf('<testsuites failures="1"><testsuite/></testsuites>');
    expect(report.warnings).toEqual(['a suite declares failures="1" and has 0']);
  });

  test('those of a suite that is cut off are not', async () => {
    const { report } = await reportOf(`<testsuite tests="2">${PASSED}`);
    expect(report.warnings).toEqual([]);
  });
});

describe('<testsuites> without suites', () => {
  test.each(['<testsuites/>', '<testsuites><properties/></testsuites>'])(
    '%s is empty',
    async (body) => {
      expect((await reportOf(body)).report).toMatchObject({ test_cases: 0, outcome: 'parsed' });
    },
  );

  test.each([
    '<testsuites><coverage/></testsuites>',
    '<testsuites><properties/><doc><p/></doc></testsuites>',
    '<testsuites><doc></testsuites>',
  ])('%s is not a report', async (body) => {
    await expect(reportOf(body)).rejects.toThrow(
      /^the report has <(coverage|doc)> instead of test suites/,
    );
  });

  test('other elements beside suites do no harm', async () => {
    const body = `<testsuites><doc/><testsuite><testcase name="t"/></testsuite></testsuites>`;
    expect((await reportOf(body)).report).toMatchObject({ test_cases: 1, outcome: 'parsed' });
  });
});
