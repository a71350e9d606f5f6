import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import type { Build } from '../builds/build.ts';
import { checkedOutSha, startedRepos } from './checkout.ts';
import { epochSeconds } from './time-formats.ts';

/** Returns `started.json` as initupload writes it: the commit stands twice (prow, `pkg/pod-utils/downwardapi/jobspec.go`). */
export function startedJson(build: Build): string {
  const { run, times } = build;
  const [pull] = run.refs?.pulls ?? [];
  return JSON.stringify({
    timestamp: epochSeconds(times.started),
    ...(pull === undefined ? {} : { pull: String(pull.number) }),
    repos: startedRepos(run),
    'repo-version': checkedOutSha(build),
    'repo-commit': checkedOutSha(build),
  });
}

/** The body of a `finished.json` with the outcome that it states. */
export interface FinishedFile {
  readonly body: string;
  readonly outcome: BuildOutcome;
}

/** Returns `finished.json` as sidecar writes it at the end of a build. */
export function finishedJson(build: Build): FinishedFile {
  const { isPassed, times, run } = build;
  const metadata = {
    repos: startedRepos(run),
    'repo-commit': checkedOutSha(build),
    pod: build.place.podName,
  };
  return {
    body: JSON.stringify({
      timestamp: epochSeconds(times.finished),
      passed: isPassed,
      result: isPassed ? 'SUCCESS' : 'FAILURE',
      metadata,
    }),
    outcome: isPassed ? 'passed' : 'failed',
  };
}

/** Returns `finished.json` as sidecar writes it when the build is aborted. */
export function abortedJson(at: number): FinishedFile {
  const body = JSON.stringify({ timestamp: epochSeconds(at), passed: false, result: 'ABORTED' });
  return { body, outcome: 'aborted' };
}

/** Returns `finished.json` as crier writes it for a build that wrote none. */
export function crierFinishedJson(at: number): FinishedFile {
  const metadata = { uploader: 'crier' };
  const body = JSON.stringify({
    timestamp: epochSeconds(at),
    passed: false,
    result: 'failure',
    metadata,
  });
  return { body, outcome: 'failed' };
}

/** Returns `finished.json` without `passed`, which states neither success nor failure. */
export function erroredJson(at: number): FinishedFile {
  return {
    body: JSON.stringify({ timestamp: epochSeconds(at), result: 'ERROR' }),
    outcome: 'errored',
  };
}
