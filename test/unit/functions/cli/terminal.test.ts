import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createTerminal } from '../../../../functions/cli/terminal.ts';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick'] });
});

afterEach(() => {
  jest.useRealTimers();
});

test('progress in a log or a pipe is a line every ten seconds, and the result', () => {
  const stderr = new PassThrough();
  const progress = createTerminal({ stdout: new PassThrough(), stderr }).progress('reading');
  progress.update('early');
  jest.advanceTimersByTime(10_000);
  progress.update('1 of 2');
  progress.update('too soon');
  jest.advanceTimersByTime(10_000);
  progress.update('2 of 2');
  progress.done('done');
  progress.stop();
  expect(String(stderr.read())).toBe('1 of 2\n2 of 2\ndone\n');
});
