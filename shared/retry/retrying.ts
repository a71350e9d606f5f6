import pRetry from 'p-retry';
import type { RetryPolicy } from './policies.ts';
import { isTransientError } from './transience.ts';

/** Options of {@link retrying}. */
export interface RetryingOptions {
  /** Ends the attempts and the waits. */
  readonly signal?: AbortSignal | undefined;
  /** Returns whether an error was not one of the attempt, so that another one begins at once and does not count. */
  readonly isFree?: ((error: Error) => boolean) | undefined;
}

/**
 * Runs an attempt until it succeeds, as a policy says, and returns its result.
 *
 * @throws the error of the last attempt; that of the first one for which another attempt cannot succeed
 */
export async function retrying<T>(
  { attempts, firstWaitMs, factor, maxWaitMs, totalMs }: RetryPolicy,
  attempt: () => Promise<T>,
  { signal, isFree = () => false }: RetryingOptions = {},
): Promise<T> {
  return await pRetry(attempt, {
    retries: attempts - 1,
    minTimeout: firstWaitMs,
    factor,
    maxTimeout: maxWaitMs,
    maxRetryTime: totalMs,
    randomize: true,
    shouldRetry: ({ error }) => isTransientError(error),
    shouldConsumeRetry: ({ error }) => !isFree(error),
    ...(signal !== undefined && { signal }),
  });
}
