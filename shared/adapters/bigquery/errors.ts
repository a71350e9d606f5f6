import { z } from 'zod';
import { messageOf, QueryError, WarehouseUnavailableError } from '../../errors.ts';

/**
 * Reasons in Google's table of BigQuery errors (https://cloud.google.com/bigquery/docs/error-messages) that are due to the
 * statement. A request that failed for another reason may succeed later.
 */
const STATEMENT_REASONS: ReadonlySet<string> = new Set([
  'attributeError',
  'billingTierLimitExceeded',
  'duplicate',
  'invalid',
  'invalidQuery',
  'notFound',
  'notImplemented',
  'resourcesExceeded',
  'responseTooLarge',
]);

/** What BigQuery says of a statement that another one got in the way of. Its reason is that of an invalid query. */
const CONCURRENT = /due to concurrent update/i;

const apiErrorSchema = z.object({
  errors: z.array(z.object({ reason: z.string().optional(), message: z.string().optional() })),
});

/** Returns a QueryError if the statement cannot be run, and a WarehouseUnavailableError if it cannot be run now. */
export function toWarehouseError(cause: unknown): QueryError | WarehouseUnavailableError {
  const [first] = apiErrorSchema.safeParse(cause).data?.errors ?? [];
  const message = first?.message ?? messageOf(cause);
  const isOfStatement = STATEMENT_REASONS.has(first?.reason ?? '') && !CONCURRENT.test(message);
  return isOfStatement
    ? new QueryError(message, { cause })
    : new WarehouseUnavailableError(`BigQuery failed: ${message}`, { cause });
}
