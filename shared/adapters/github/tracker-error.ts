import { z } from 'zod';
import {
  CiSignalError,
  messageOf,
  TrackerRefusedError,
  TrackerUnavailableError,
} from '../../errors.ts';

const requestErrorSchema = z.object({
  status: z.number(),
  response: z
    .object({ headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()) })
    .optional(),
});

/** What to do after an answer with a status. */
const ADVICE: Readonly<Record<number, string>> = {
  401: 'the token in GITHUB_TOKEN is not valid or has expired: set another one',
  403: 'give the token in GITHUB_TOKEN the permission to read and write issues of the repository',
  404: 'there is no such repository, or the token in GITHUB_TOKEN cannot see it: look at its name, and at the token',
  410: 'the repository has no issues, or this one was deleted: enable issues in its settings',
};

/**
 * Returns the error to throw for what GitHub answered or failed with.
 *
 * @param what what could not be done
 */
export function trackerError(what: string, cause: unknown): CiSignalError {
  if (cause instanceof CiSignalError) return cause;
  if (cause instanceof Error && cause.cause instanceof TrackerRefusedError) {
    return new TrackerRefusedError(`${what}: ${cause.cause.message}`, { cause });
  }
  const { data } = requestErrorSchema.safeParse(cause);
  const explanation = `${what}: ${messageOf(cause)}`;
  if (data === undefined || data.status >= 500 || data.status === 408) {
    return new TrackerUnavailableError(`${explanation}; run the command again later`, { cause });
  }
  if (isLimited(data, messageOf(cause))) {
    return new TrackerUnavailableError(
      `${explanation}; GitHub's limit of requests is reached: run the command again in an hour`,
      { cause },
    );
  }
  const advice = ADVICE[data.status] ?? 'look at what GitHub says about the request';
  return new TrackerRefusedError(`${explanation}; ${advice}`, { cause });
}

function isLimited(
  { status, response }: z.infer<typeof requestErrorSchema>,
  message: string,
): boolean {
  if (status !== 403 && status !== 429) return false;
  return (
    status === 429 ||
    /rate limit/i.test(message) ||
    String(response?.headers['x-ratelimit-remaining']) === '0'
  );
}
