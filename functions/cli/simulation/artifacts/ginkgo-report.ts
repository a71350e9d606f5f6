import type { TestAttempt, TestCaseRun } from '../builds/tests.ts';
import { SUITE } from '../catalog/tests.ts';
import {
  caseContent,
  countOutcomes,
  reportedFailure,
  startTag,
  totalSeconds,
  type JUnitReport,
  type ReportedCase,
} from './junit.ts';

/** Selects the attempts of a test that a report contains. */
type AttemptSelection = (attempts: readonly TestAttempt[]) => readonly TestAttempt[];

/** Returns `junit_01.xml`: all attempts, or only the first of each test if retries have a second report. */
export function firstReport(
  cases: readonly TestCaseRun[],
  hasSecond: boolean,
  timestamp: string,
): JUnitReport {
  const select: AttemptSelection = hasSecond
    ? (attempts) => attempts.slice(0, 1)
    : (attempts) => attempts;
  const nodes = SUITE.suite_nodes.map((name) => ({
    name,
    outcome: 'passed' as const,
    seconds: 0.25,
  }));
  return reportOf([...nodes, ...cases.flatMap((one) => reported(one, select))], timestamp);
}

/** Returns `junit_02.xml` with the second attempts; `undefined` if there are none. */
export function secondReport(
  cases: readonly TestCaseRun[],
  timestamp: string,
): JUnitReport | undefined {
  const again = cases.filter(({ attempts }) => attempts.length > 1);
  if (again.length === 0) return undefined;
  return reportOf(
    again.flatMap((one) => reported(one, (attempts) => attempts.slice(1))),
    timestamp,
  );
}

function reported(
  { test, attempts, skipReason }: TestCaseRun,
  select: AttemptSelection,
): readonly ReportedCase[] {
  if (attempts.length === 0) {
    return [{ name: test.name, outcome: 'skipped', seconds: 0, skipReason }];
  }
  return select(attempts).map(({ outcome, seconds, failure }) => ({
    name: test.name,
    outcome,
    seconds,
    failure: failure === undefined ? undefined : reportedFailure(failure),
  }));
}

function reportOf(cases: readonly ReportedCase[], timestamp: string): JUnitReport {
  const { failed, errored, skipped } = countOutcomes(cases);
  const totals = { tests: cases.length, disabled: 0, skipped, errors: errored, failures: failed };
  const { skipped: _, ...rootTotals } = totals;
  const time = totalSeconds(cases);
  const succeeded = failed + errored === 0;
  return {
    head: `<?xml version="1.0" encoding="UTF-8"?>
${startTag('testsuites', { ...rootTotals, time })}
${startTag('testsuite', { name: SUITE.suite, package: SUITE.package, ...totals, time, timestamp })}
<properties>${startTag('property', { name: 'SuiteSucceeded', value: String(succeeded) })}</property></properties>
`,
    cases,
    elements: cases.map(element),
    tail: '</testsuite>\n</testsuites>\n',
  };
}

/** Ginkgo's names of the outcomes. */
const STATUS = {
  passed: 'passed',
  failed: 'failed',
  errored: 'panicked',
  skipped: 'skipped',
  interrupted: 'interrupted',
} as const;

/** Start tags by test name: escaping the names again would take most of the time of a simulation. */
const OPENINGS = new Map<string, string>();

function openingOf(name: string): string {
  const known = OPENINGS.get(name);
  if (known !== undefined) return known;
  const opening = startTag('testcase', { name, classname: SUITE.suite }).slice(0, -1);
  OPENINGS.set(name, opening);
  return opening;
}

function element(reportedCase: ReportedCase): string {
  const { name, outcome, seconds } = reportedCase;
  const opening = `${openingOf(name)} status="${STATUS[outcome]}" time="${seconds}">`;
  return `${opening}${caseContent(reportedCase)}</testcase>`;
}
