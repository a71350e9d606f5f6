/** Whether the same attempt may succeed later. */
export type Transience = 'transient' | 'permanent';

/** What is known of a failure. */
export interface Failure {
  /** Status of an HTTP answer. */
  readonly status?: number | undefined;
  /** Google's word for the kind of an error of its APIs. */
  readonly reason?: string | undefined;
  /** Code of gRPC. */
  readonly code?: number | undefined;
  readonly message?: string | undefined;
}

/**
 * Words in messages that decide whatever else is known: BigQuery calls a statement invalid when another one got in its way or
 * when it would change rows that were written just before, and DuckDB tells only by its words that a row breaks a rule of its table.
 */
const MESSAGES: readonly (readonly [RegExp, Transience])[] = [
  [/due to concurrent update|streaming buffer/i, 'transient'],
  [/constraint failed|constraint error|conversion error/i, 'permanent'],
];

/**
 * Reasons of Google's APIs: those of BigQuery that are due to the statement
 * (https://cloud.google.com/bigquery/docs/error-messages), and too many requests in the words of older services.
 */
const REASONS: Readonly<Record<string, Transience>> = {
  attributeError: 'permanent',
  billingTierLimitExceeded: 'permanent',
  bytesBilledLimitExceeded: 'permanent',
  duplicate: 'permanent',
  invalid: 'permanent',
  invalidQuery: 'permanent',
  notFound: 'permanent',
  notImplemented: 'permanent',
  resourcesExceeded: 'permanent',
  responseTooLarge: 'permanent',
  rateLimitExceeded: 'transient',
  userRateLimitExceeded: 'transient',
};

/** Statuses below 500 after which the same request may succeed: time-out, too many, cancelled. */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 429, 499]);

/** Codes of gRPC (https://grpc.github.io/grpc/core/md_doc_statuscodes.html) after which the same request fails again. */
const PERMANENT_CODES: ReadonlySet<number> = new Set([
  3, // INVALID_ARGUMENT
  5, // NOT_FOUND
  6, // ALREADY_EXISTS
  7, // PERMISSION_DENIED
  9, // FAILED_PRECONDITION
  11, // OUT_OF_RANGE
  12, // UNIMPLEMENTED
  16, // UNAUTHENTICATED
]);

/** Errors of the program itself, which are the same each time. A TypeError can be one of the network: `p-retry` tells them apart. */
const MISTAKES = [EvalError, RangeError, ReferenceError, SyntaxError] as const;

/** Returns whether the same request may succeed after a failure; one of which nothing is known, such as a lost connection, may. */
export function transienceOf({ status, reason, code, message }: Failure): Transience {
  const worded = MESSAGES.find(([words]) => words.test(message ?? ''))?.[1];
  if (worded !== undefined) return worded;
  const named = REASONS[reason ?? ''];
  if (named !== undefined) return named;
  if (status !== undefined) {
    return status >= 500 || TRANSIENT_STATUSES.has(status) ? 'transient' : 'permanent';
  }
  return code !== undefined && PERMANENT_CODES.has(code) ? 'permanent' : 'transient';
}

/**
 * Returns whether an attempt that threw an error may succeed later: as the error says itself by `isTransient`; never after a mistake
 * of the program; and always after any other error, such as one of the network.
 */
export function isTransientError(error: unknown): boolean {
  if (error instanceof Error && 'isTransient' in error) return error.isTransient === true;
  return !MISTAKES.some((mistake) => error instanceof mistake);
}
