import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTerminal } from '../../../../functions/cli/terminal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('progress in a log or a pipe is a line every ten seconds, and the result', () => {
  const stderr = new PassThrough();
  const progress = createTerminal({ stdout: new PassThrough(), stderr }).progress('reading');
  progress.update('early');
  vi.advanceTimersByTime(10_000);
  progress.update('1 of 2');
  progress.update('too soon');
  vi.advanceTimersByTime(10_000);
  progress.update('2 of 2');
  progress.done('done');
  progress.stop();
  expect(String(stderr.read())).toBe('1 of 2\n2 of 2\ndone\n');
});
