import type { BuildOutcome } from './outcome.ts';

// A Map, because `constructor` is no state.
const OF_STATE: ReadonlyMap<string, BuildOutcome> = new Map([
  ['success', 'passed'],
  ['failure', 'failed'],
  ['aborted', 'aborted'],
  ['error', 'errored'],
]);

/** What a build came to, by the state of its ProwJob; `running` for every state that is not final. */
export function stateOutcome(state: string | null): BuildOutcome {
  return OF_STATE.get(state ?? '') ?? 'running';
}

/**
 * What a build came to, by its `finished.json`.
 *
 * `passed` counts before `result`, but an aborted build is no failed one, and neither is one that Prow itself could not
 * run: of it crier writes `error`. Without either the build neither passed nor failed: an error. Results come in any
 * letter case.
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
