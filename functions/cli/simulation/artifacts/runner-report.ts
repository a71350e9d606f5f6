import type { Build } from '../builds/build.ts';
import { isFailedCase } from '../builds/tests.ts';
import {
  caseContent,
  countOutcomes,
  reportedFailure,
  startTag,
  totalSeconds,
  type JUnitReport,
  type ReportedCase,
  type ReportedFailure,
} from './junit.ts';

/** Name of the suite of kubetest2's own report, whose cases are its phases. */
export const RUNNER_SUITE = 'kubetest2';

/** Returns whether the cluster of a build was not created or did not validate. */
export function isUpFailed({ ending }: Build): boolean {
  return (
    ending.kind === 'up_failed' ||
    (ending.kind === 'died' && ['lease', 'quota', 'cluster_creation'].includes(ending.reason))
  );
}

/**
 * Returns `junit_runner.xml`: the phases of kubetest2 with their outcomes. Scenario scripts of upgrades end with a call
 * that only deletes the cluster, and each call replaces the report of the one before.
 */
export function runnerReport(build: Build): JUnitReport {
  const { times, cases } = build;
  const hasUpFailed = isUpFailed(build);
  const stopped = stoppingFailure(build);
  const upEnd = hasUpFailed ? Math.max(times.built, Math.min(times.up, times.finished)) : times.up;
  const phase = (
    name: string,
    [from, to]: readonly [number, number],
    broken?: ReportedFailure,
  ): ReportedCase => ({
    name,
    outcome: broken === undefined ? 'passed' : 'failed',
    seconds: (to - from) / 1000,
    failure: broken,
  });
  const phases = [
    phase('Build', [times.started, times.built]),
    phase('Up', [times.built, upEnd], hasUpFailed ? stopped : undefined),
    ...(hasUpFailed
      ? []
      : [
          phase(
            'Test',
            [times.up, times.tested],
            cases.some(isFailedCase) ? GINKGO_FAILED : undefined,
          ),
        ]),
    phase(
      'Down',
      [hasUpFailed ? upEnd : times.tested, Math.max(upEnd, times.finished)],
      hasUpFailed ? undefined : stopped,
    ),
  ];
  return reportOf(build.run.job.family === 'upgrade' ? phases.slice(-1) : phases);
}

/** Returns the failure that stopped a build; of a command that fails kubetest2 reports its exit status only. */
function stoppingFailure({ ending, failure }: Build): ReportedFailure | undefined {
  if (failure === undefined) return undefined;
  return ending.kind === 'died' && ending.reason !== 'lease'
    ? KOPS_FAILED
    : reportedFailure(failure);
}

/** The failure of a phase in which a command of kOps failed. */
const KOPS_FAILED: ReportedFailure = {
  element: 'failure',
  type: '',
  template: null,
  message: '',
  text: 'exit status 1',
  hasControlCharacters: false,
};

/** The failure of the phase `Test`, which does not name the failed tests. */
const GINKGO_FAILED: ReportedFailure = {
  element: 'failure',
  type: '',
  template: null,
  message: 'exit status 1',
  text: 'error during ginkgo: exit status 1',
  hasControlCharacters: false,
};

function reportOf(cases: readonly ReportedCase[]): JUnitReport {
  const totals = {
    failures: countOutcomes(cases).failed,
    tests: cases.length,
    time: totalSeconds(cases),
  };
  return {
    head: `<?xml version="1.0" encoding="UTF-8"?>\n${startTag('testsuite', { name: RUNNER_SUITE, ...totals })}\n`,
    cases,
    elements: cases.map(
      (one) =>
        `${startTag('testcase', { name: one.name, time: one.seconds })}${caseContent(one)}</testcase>`,
    ),
    tail: '</testsuite>\n',
  };
}
