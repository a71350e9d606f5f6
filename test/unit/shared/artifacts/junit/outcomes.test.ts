import { describe, expect, test } from 'vitest';
import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';
import type { AttemptRecord, ReportRecord } from '../../../../../shared/artifacts/junit/records.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

type JUnitRecord = AttemptRecord | ReportRecord;

async function read(testCases: string): Promise<readonly JUnitRecord[]> {
  const records: JUnitRecord[] = [];
  for await (const batch of readJUnit(inPieces(`<testsuite>${testCases}</testsuite>`), {
    policies: POLICIES,
  })) {
    records.push(...batch);
  }
  return records;
}

describe('the reason of a skip', () => {
  test.each([
    ['<skipped/>', null],
    ['<skipped message="">retired</skipped>', 'retired'],
    ['<skipped message=" "/>', null],
    ['<skipped> \n </skipped>', null],
    ['<skipped>\n  only on arm64\n</skipped>', 'only on arm64'],
    ['<skipped message="needs a GPU">at gpu_test.go:7</skipped>', 'needs a GPU'],
    ['<skipped message="skipped"/>', null],
    ['<skipped message="skipped - needs a GPU"/>', 'needs a GPU'],
    ['<skipped message="skipped by hand"/>', 'skipped by hand'],
  ])('%j', async (skipped, reason) => {
    const [attempt, report] = await read(`<testcase name="t">${skipped}</testcase>`);
    expect(attempt).toMatchObject({ outcome: 'skipped', skip_reason: reason });
    expect(report).toMatchObject({ skipped: 1, skipped_without_reason: reason === null ? 1 : 0 });
  });
});

describe('the worst child element determines the outcome of a test case', () => {
  const FLAKY = '<flakyFailure/>'.repeat(100);
  test.each([
    { what: 'nothing', children: '', outcome: 'passed' },
    { what: 'output', children: '<system-out>failure</system-out>', outcome: 'passed' },
    { what: 'a flaky failure', children: '<flakyFailure/>', outcome: 'passed' },
    { what: 'a skip and a failure', children: '<skipped/><failure/>', outcome: 'failed' },
    { what: 'a failure and an error', children: '<failure/><error/>', outcome: 'errored' },
    { what: 'a failure after many flaky ones', children: `${FLAKY}<failure/>`, outcome: 'failed' },
    {
      what: 'an error after many failures',
      children: `${'<failure/>'.repeat(100)}<error/>`,
      outcome: 'errored',
    },
    {
      what: 'a failure around another test case',
      children: '<failure>x<testcase name="i"><failure/></testcase></failure>',
      outcome: 'failed',
    },
  ])('$what', async ({ children, outcome }) => {
    const records = await read(`<testcase name="t">${children}</testcase>`);
    const outcomes = records.flatMap((record) =>
      record.kind === 'attempt' && record.test_name === 't' ? [record.outcome] : [],
    );
    // Flaky failures are separate attempts before the decisive one.
    expect(outcomes.at(-1)).toBe(outcome);
    expect(records.at(-1)).not.toHaveProperty(outcome, 0);
  });
});

test.each(['1e305', '1e308'])('the sum of durations such as %s is a number', async (time) => {
  const report = (await read(`<testcase name="t" time="${time}"/>`.repeat(3))).at(-1);
  expect(report?.duration_seconds).not.toBeNull();
  expect(Number.isFinite(report?.duration_seconds)).toBe(true);
});
