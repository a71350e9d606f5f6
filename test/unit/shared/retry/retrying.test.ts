import { describe, expect, test } from 'vitest';
import { RETRIES, type RetryPolicy } from '../../../../shared/retry/policies.ts';
import { retrying } from '../../../../shared/retry/retrying.ts';
import { NotReadyError, UsageError } from '../../../../shared/errors.ts';

const QUICK: RetryPolicy = {
  attempts: 3,
  firstWaitMs: 1,
  factor: 1,
  maxWaitMs: 1,
  totalMs: 60_000,
};

/** Runs an attempt that throws errors, one after the other; returns the number of attempts and the result. */
async function run(thrown: readonly Error[], policy = QUICK, isFree?: (error: Error) => boolean) {
  let attempts = 0;
  const attempt = () => {
    const error = thrown[attempts++];
    return error === undefined ? Promise.resolve('done') : Promise.reject(error);
  };
  const result = await retrying(policy, attempt, { isFree }).catch((error: unknown) => error);
  return { attempts, result };
}

const passing = new NotReadyError('not yet');
const lasting = new UsageError('wrong');

test('an attempt is repeated until it succeeds', async () => {
  expect(await run([passing, passing])).toEqual({ attempts: 3, result: 'done' });
});

test('the last error is thrown after the last attempt', async () => {
  const last = new NotReadyError('still not');
  expect(await run([passing, passing, last, passing])).toEqual({ attempts: 3, result: last });
});

test('a permanent error is thrown at once', async () => {
  expect(await run([passing, lasting])).toEqual({ attempts: 2, result: lasting });
});

test('no attempt begins after the total time', async () => {
  expect(await run([passing], { ...QUICK, totalMs: 0 })).toEqual({ attempts: 1, result: passing });
});

test('a failure that is not one of the attempt does not count', async () => {
  const free = [passing, passing, passing, passing];
  expect(await run(free, QUICK, (error) => error === passing)).toEqual({
    attempts: 5,
    result: 'done',
  });
});

test('a signal ends the waits', async () => {
  const signal = AbortSignal.abort(lasting);
  const attempt = () => Promise.reject(passing);
  await expect(retrying(QUICK, attempt, { signal })).rejects.toBe(lasting);
});

describe.each(Object.entries(RETRIES))('the policy %s', (_, policy) => {
  test('is bounded in attempts, waits and time', () => {
    expect(policy.attempts).toBeGreaterThan(1);
    expect(policy.attempts).toBeLessThanOrEqual(11);
    expect(policy.maxWaitMs).toBeGreaterThanOrEqual(policy.firstWaitMs);
    expect(policy.totalMs).toBeLessThanOrEqual(30 * 60_000);
  });

  test('allows all attempts in its time, if none takes long', () => {
    const waits = Array.from({ length: policy.attempts - 1 }, (__, index) =>
      Math.min(policy.maxWaitMs, 2 * policy.firstWaitMs * policy.factor ** index),
    );
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(policy.totalMs);
  });
});
