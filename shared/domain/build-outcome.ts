import type { BuildOutcome } from './outcome.ts';

const OF_STATE: Readonly<Record<string, BuildOutcome>> = {
  success: 'passed',
  failure: 'failed',
  aborted: 'aborted',
  error: 'errored',
};

/** What `finished.json` says; `null` for what it leaves out. */
export interface FinishedSays {
  readonly is_passed: boolean | null;
  readonly result: string | null;
}

/**
 * What a build came to, by `finished.json`, else by the state of its ProwJob.
 *
 * `passed` counts before `result`, but an aborted build is no failed one, and neither is one that Prow itself could not
 * run: of it crier writes `error`. Without either the build neither passed nor failed: an error. Results come in any
 * letter case.
 */
export function buildOutcome(
  finished: FinishedSays | undefined,
  state: string | null,
): BuildOutcome {
  if (finished === undefined) return OF_STATE[state ?? ''] ?? 'running';
  const result = finished.result?.toUpperCase();
  if (result === 'ABORTED' && finished.is_passed !== true) return 'aborted';
  if (result === 'ERROR' && finished.is_passed !== true) return 'errored';
  if (finished.is_passed !== null) return finished.is_passed ? 'passed' : 'failed';
  if (result === 'SUCCESS') return 'passed';
  return result === 'FAILURE' ? 'failed' : 'errored';
}
