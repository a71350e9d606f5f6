import type { BuildOutcome } from './outcome.ts';

// A Map, because an object would have a value for `constructor`.
const OF_STATE: ReadonlyMap<string, BuildOutcome> = new Map([
  ['success', 'passed'],
  ['failure', 'failed'],
  ['aborted', 'aborted'],
  ['error', 'errored'],
]);

/** Returns the outcome of a build by the state of its ProwJob; `running` for every state that is not final. */
export function stateOutcome(state: string | null): BuildOutcome {
  return OF_STATE.get(state ?? '') ?? 'running';
}

/**
 * Returns the outcome of a build by its `finished.json`.
 *
 * `passed` takes precedence over `result`, with two exceptions that are not failures: an aborted build, and a build that
 * Prow could not run, for which crier writes `error`. A build with neither is errored. The letter case of results varies.
 */
export function finishedOutcome(finished: {
  readonly passed: boolean | null;
  readonly result: string | null;
}): BuildOutcome {
  const result = finished.result?.toUpperCase();
  if (result === 'ABORTED' && finished.passed !== true) return 'aborted';
  if (result === 'ERROR' && finished.passed !== true) return 'errored';
  if (finished.passed !== null) return finished.passed ? 'passed' : 'failed';
  if (result === 'SUCCESS') return 'passed';
  return result === 'FAILURE' ? 'failed' : 'errored';
}
