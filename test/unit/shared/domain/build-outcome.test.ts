import { describe, expect, test } from 'vitest';
import { finishedOutcome, stateOutcome } from '../../../../shared/domain/build-outcome.ts';

describe('by finished.json', () => {
  test.each([
    { passed: true, result: 'SUCCESS', outcome: 'passed' },
    { passed: true, result: 'success', outcome: 'passed' },
    { passed: true, result: null, outcome: 'passed' },
    { passed: true, result: 'ABORTED', outcome: 'passed' },
    { passed: true, result: 'ERROR', outcome: 'passed' },
    { passed: false, result: 'FAILURE', outcome: 'failed' },
    { passed: false, result: 'SUCCESS', outcome: 'failed' },
    { passed: false, result: null, outcome: 'failed' },
    { passed: false, result: 'Aborted', outcome: 'aborted' },
    { passed: false, result: 'error', outcome: 'errored' },
    { passed: null, result: 'Success', outcome: 'passed' },
    { passed: null, result: 'failure', outcome: 'failed' },
    { passed: null, result: 'aborted', outcome: 'aborted' },
    { passed: null, result: 'UNSTABLE', outcome: 'errored' },
    { passed: null, result: null, outcome: 'errored' },
  ])('passed $passed, result $result: $outcome', ({ passed, result, outcome }) => {
    expect(finishedOutcome({ passed, result })).toBe(outcome);
  });
});

describe('by the state of the ProwJob', () => {
  test.each([
    ['success', 'passed'],
    ['failure', 'failed'],
    ['aborted', 'aborted'],
    ['error', 'errored'],
    ['triggered', 'running'],
    ['pending', 'running'],
    ['scheduling', 'running'],
    ['', 'running'],
    [null, 'running'],
    ['constructor', 'running'],
    ['__proto__', 'running'],
  ])('%s: %s', (state, outcome) => {
    expect(stateOutcome(state)).toBe(outcome);
  });
});
