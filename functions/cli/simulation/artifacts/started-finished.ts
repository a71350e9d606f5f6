import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import type { Build } from '../builds/build.ts';
import { finalSha, reposOf } from './checkout.ts';
import { compactJson, epochSeconds } from './time-formats.ts';

/** `started.json`, as initupload writes it. */
export function startedJson(build: Build): string {
  const { run, times } = build;
  const [pull] = run.refs?.pulls ?? [];
  return compactJson({
    timestamp: epochSeconds(times.started),
    ...(pull === undefined ? {} : { pull: String(pull.number) }),
    repos: reposOf(run),
    'repo-commit': finalSha(build),
  });
}

/** A `finished.json` and what it says. */
export interface Finished {
  readonly body: string;
  readonly outcome: BuildOutcome;
}

/** As sidecar writes it at the end of a build. */
export function finishedJson(build: Build): Finished {
  const { isPassed, times, run } = build;
  const metadata = {
    repos: reposOf(run),
    'repo-commit': finalSha(build),
    pod: build.place.podName,
  };
  return {
    body: compactJson({
      timestamp: epochSeconds(times.finished),
      passed: isPassed,
      result: isPassed ? 'SUCCESS' : 'FAILURE',
      metadata,
    }),
    outcome: isPassed ? 'passed' : 'failed',
  };
}

/** As sidecar writes it when it is told to stop. */
export function abortedJson(at: number): Finished {
  const body = compactJson({ timestamp: epochSeconds(at), passed: false, result: 'ABORTED' });
  return { body, outcome: 'aborted' };
}

/** As crier writes it for a build that could not itself. */
export function crierFinishedJson(at: number): Finished {
  const metadata = { uploader: 'crier' };
  const body = compactJson({
    timestamp: epochSeconds(at),
    passed: false,
    result: 'failure',
    metadata,
  });
  return { body, outcome: 'failed' };
}

/** Without `passed`, the build neither passed nor failed. */
export function undecidedJson(at: number): Finished {
  return {
    body: compactJson({ timestamp: epochSeconds(at), result: 'ERROR' }),
    outcome: 'errored',
  };
}
